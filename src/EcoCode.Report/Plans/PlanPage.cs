using EcoCode.Quantities;
using EcoCode.Report.Grids;

namespace EcoCode.Report.Plans;

/// <summary>A plan, as it is shown.</summary>
public sealed record PlanPage
{
    /// <summary><c>carbon</c>, <c>cost</c> or <c>water</c>.</summary>
    public required string Goal { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required TimeSpan Duration { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    /// <summary>IT energy that the figures are of.</summary>
    public required Energy Energy { get; init; }

    /// <summary>Null when not known: then the energy is 1 kWh.</summary>
    public Power? Power { get; init; }

    public required PlanStart Best { get; init; }

    public PlanStart? AtOnce { get; init; }

    /// <summary>Whether nothing is better than to start at once.</summary>
    public required bool IsAtOnce { get; init; }

    public Carbon? SavedCarbon { get; init; }

    public Money? SavedCost { get; init; }

    public Water? SavedWater { get; init; }

    /// <summary>The part of what is made least of that is saved.</summary>
    public double? SavedShare { get; init; }

    /// <summary>The best start of each place, best first.</summary>
    public required IReadOnlyList<PlanStart> Places { get; init; }

    /// <summary>What the plan was made by, for each place.</summary>
    public required IReadOnlyList<GridSource> Sources { get; init; }

    /// <summary>What is made least of at the best place, hour by hour from now to the deadline; not a number where it is not known.</summary>
    public required IReadOnlyList<double> Course { get; init; }

    /// <summary>What the reader must know.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }
}
