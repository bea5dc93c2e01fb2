namespace EcoCode.Metering.Budgets;

/// <summary>A limit for all runs of a day or a month together.</summary>
/// <param name="Period">Of how long.</param>
/// <param name="Kind">What is limited; not time.</param>
/// <param name="Limit">The most, in <paramref name="Unit"/>; more than 0.</param>
/// <param name="Unit"><c>J</c>, <c>g</c>, or the code of a currency.</param>
public sealed record PeriodBudget(BudgetPeriod Period, BudgetKind Kind, double Limit, string Unit)
{
    /// <summary>When the period that an instant is in began.</summary>
    /// <param name="period">Day or month.</param>
    /// <param name="now">The instant.</param>
    /// <param name="zone">By whose clock.</param>
    public static DateTimeOffset Begin(BudgetPeriod period, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        DateTime today = TimeZoneInfo.ConvertTime(now, zone).Date;
        DateTime midnight = period == BudgetPeriod.Day ? today : new DateTime(today.Year, today.Month, 1);

        // Where clocks go on at midnight, the day begins an hour later by the clock; where they go back, midnight comes twice, and the first is meant.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        TimeSpan offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }
}
