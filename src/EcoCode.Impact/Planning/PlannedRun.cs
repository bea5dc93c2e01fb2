using EcoCode.Quantities;

namespace EcoCode.Impact.Planning;

/// <summary>What it comes to if it is started at one time at one place. What is not known all the way is <c>null</c>.</summary>
public sealed record PlannedRun
{
    public required string Zone { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>Mean of the grid over that time.</summary>
    public CarbonIntensity? Intensity { get; init; }

    public Carbon? Carbon { get; init; }

    public Money? Cost { get; init; }

    public Water? Water { get; init; }

    internal static PlannedRun Of(PlanPlace place, DateTimeOffset start, TimeSpan duration, Energy itEnergy)
    {
        DateTimeOffset end = start + duration;
        double? grams = place.Carbon?.Mean(start, end), price = place.Cost?.Mean(start, end), litres = place.Water?.Mean(start, end);
        double facility = itEnergy.KilowattHours * place.Pue;
        return new()
        {
            Zone = place.Zone,
            Start = start,
            End = end,
            Intensity = grams is { } intensity ? new CarbonIntensity(intensity) : null,
            Carbon = grams is { } each ? Quantities.Carbon.FromGrams(each * facility) : null,
            Cost = price is { } amount && place.Currency is { } currency ? new Money((decimal)(amount * facility), currency) : null,
            Water = litres is { } volume ? Quantities.Water.FromLitres(volume * facility) : null,
        };
    }

    /// <summary>How much there is of what a plan makes least of; null when that is not known.</summary>
    internal double? Amount(PlanGoal goal) => goal switch
    {
        PlanGoal.Cost => (double?)Cost?.Amount,
        PlanGoal.Water => Water?.Litres,
        _ => Carbon?.Grams,
    };
}
