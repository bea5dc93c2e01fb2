using EcoCode.Quantities;

namespace EcoCode.Impact.Planning;

/// <summary>A place where something could run, and what a kWh of facility energy comes to there as time goes by.</summary>
public sealed record PlanPlace
{
    /// <summary>The zone, as the user calls it.</summary>
    public required string Zone { get; init; }

    /// <summary>g per kWh; null when not known.</summary>
    public RateCourse? Carbon { get; init; }

    /// <summary>Why <see cref="Carbon"/> is not known, where anybody has told.</summary>
    public Note? CarbonUnknown { get; init; }

    /// <summary>Money per kWh in <see cref="Currency"/>; null when not known.</summary>
    public RateCourse? Cost { get; init; }

    /// <summary>ISO 4217 code; null without <see cref="Cost"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>Litres per kWh; null when not known.</summary>
    public RateCourse? Water { get; init; }

    /// <summary>Facility energy per IT energy; 1 or more.</summary>
    public double Pue { get; init; } = 1;

    /// <summary>The course of what a plan makes least of; null when not known.</summary>
    public RateCourse? Of(PlanGoal goal) => goal switch
    {
        PlanGoal.Cost => Cost,
        PlanGoal.Water => Water,
        _ => Carbon,
    };

    /// <summary>A place by its factors, of which those that no course is known of hold all the time.</summary>
    /// <param name="zone">What to call it.</param>
    /// <param name="factors">Its factors; null for a place that the tables do not have.</param>
    /// <param name="carbon">The intensity as time goes by; null when not known.</param>
    /// <param name="from">The begin of the time that is planned.</param>
    /// <param name="to">Its end, after the begin.</param>
    public static PlanPlace Of(string zone, ImpactFactors? factors, RateCourse? carbon, DateTimeOffset from, DateTimeOffset to)
    {
        double? litres = factors?.OffSiteWater?.Intensity.LitresPerKilowattHour;
        double pue = factors?.Pue.Value ?? 1;

        // The data centre's water goes by IT energy, all else by the facility's.
        if (factors?.OnSiteWater is { } site) litres = (litres ?? 0) + (site.Intensity.LitresPerKilowattHour / pue);
        return new()
        {
            Zone = zone,
            Carbon = carbon,
            Cost = factors is null ? null : RateCourse.Of(factors, from, to),
            Currency = factors?.Prices?.Currency ?? factors?.Tariff?.Price.Currency,
            Water = litres is { } known ? RateCourse.Flat(known, from, to) : null,
            Pue = pue,
        };
    }
}
