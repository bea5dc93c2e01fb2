using EcoCode.Quantities;

namespace EcoCode.Impact.Course;

/// <summary>What prices that go by the time come to for an energy.</summary>
internal static class TariffCourse
{
    /// <summary>Below this a part changes no digit that anyone sees; it is what arithmetic leaves over.</summary>
    private const double Nothing = 1e-9;

    /// <summary>One price for all of the energy: the mean, each kWh at the price of its own time.</summary>
    /// <param name="prices">The prices.</param>
    /// <param name="otherwise">What holds at times without one; null for nothing.</param>
    /// <param name="course">When the energy was used; null when that is not known, which leaves it without a price.</param>
    /// <param name="note">That some or all of it has no price.</param>
    public static Tariff? Mean(ITimedPrice prices, Tariff? otherwise, EnergyCourse? course, out Note? note)
    {
        note = null;
        PriceCoverage? priced = course is null ? null : PriceCoverage.Of(course, prices);
        double rest = 1 - (priced?.Share ?? 0);
        if (priced is not null && rest < Nothing) return new(new(priced.MeanPerKilowattHour, prices.Currency), prices.Source);
        if (otherwise is null)
        {
            // A bill that leaves out some of the hours would be taken for all of it.
            note = CourseNotes.Unpriced(prices, rest);
            return null;
        }

        if (priced is null) return otherwise;
        decimal mean = (priced.MeanPerKilowattHour * (decimal)priced.Share) + (otherwise.Price.PerKilowattHour * (decimal)rest);
        return new(new(mean, prices.Currency), $"{prices.Source}, {otherwise.Source}");
    }
}
