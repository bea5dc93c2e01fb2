using EcoCode.Quantities;

namespace EcoCode.Impact.Planning;

/// <summary>When, and where, to start.</summary>
public sealed record Plan
{
    public required PlanRequest Request { get; init; }

    /// <summary>IT energy that the figures are of: power × duration, else 1 kWh.</summary>
    public required Energy Energy { get; init; }

    /// <summary>The best start.</summary>
    public required PlannedRun Best { get; init; }

    /// <summary>If it were started at once at the first place; null when nothing is known of that.</summary>
    public PlannedRun? AtOnce { get; init; }

    /// <summary>The best start of each place, best first.</summary>
    public required IReadOnlyList<PlannedRun> Places { get; init; }

    /// <summary>What the reader must know.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>Whether nothing is better than to start at once where it was asked for.</summary>
    public bool IsAtOnce => Best.Start == Request.Now && (AtOnce is null || Best.Zone == AtOnce.Zone);

    /// <summary>Carbon at once less carbon of the best; negative where the best for another goal emits more.</summary>
    public Carbon? SavedCarbon => AtOnce?.Carbon is { } now && Best.Carbon is { } then ? Carbon.FromGrams(now.Grams - then.Grams) : null;

    /// <summary>Cost at once less cost of the best; null where their currencies differ.</summary>
    public Money? SavedCost => AtOnce?.Cost is { } now && Best.Cost is { } then && now.Currency == then.Currency ? new Money(now.Amount - then.Amount, now.Currency) : null;

    /// <summary>Water at once less water of the best.</summary>
    public Water? SavedWater => AtOnce?.Water is { } now && Best.Water is { } then ? Water.FromLitres(now.Litres - then.Litres) : null;

    /// <summary>The part saved of what the plan makes least of: 0.25 is a quarter; null where that of starting at once is unknown or not above 0.</summary>
    public double? SavedShare
        => AtOnce?.Amount(Request.Goal) is { } now and > 0 && Best.Amount(Request.Goal) is { } then ? (now - then) / now : null;
}
