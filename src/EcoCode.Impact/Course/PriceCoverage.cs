using EcoCode.Quantities;

namespace EcoCode.Impact.Course;

/// <summary>What a tariff says of the times at which an energy was used.</summary>
/// <param name="Share">Part of the energy for whose time there is a price; above 0, at most 1.</param>
/// <param name="MeanPerKilowattHour">Mean price of that part, each kWh at the price of its own time.</param>
public sealed record PriceCoverage(double Share, decimal MeanPerKilowattHour)
{
    /// <summary>Averages the price over the energy. Prices change at whole minutes, and so do the spans of a course.</summary>
    /// <returns>Null where there is no price for any of it.</returns>
    public static PriceCoverage? Of(EnergyCourse course, ITimedPrice prices)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(prices);
        var weights = new CourseWeights(course);
        (decimal priced, decimal paid, decimal whole) = (0, 0, 0);
        foreach ((DateTimeOffset from, _, Energy energy) in course.Slots)
        {
            decimal weight = weights.Of(energy);
            whole += weight;
            if (prices.At(from) is not { } price) continue;
            priced += weight;
            paid += weight * price;
        }

        return priced > 0 ? new((double)(priced / whole), paid / priced) : null;
    }
}
