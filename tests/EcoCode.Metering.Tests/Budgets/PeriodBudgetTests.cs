using EcoCode.Metering.Budgets;

namespace EcoCode.Metering.Tests.Budgets;

/// <summary>When a day and a month begin, by the clock on the wall.</summary>
public sealed class PeriodBudgetTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-11-22T12:00:00Z", "2026-11-21T23:00:00Z", "2026-10-31T23:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-31T23:30:00Z", "2026-10-31T23:00:00Z", "2026-10-31T23:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-09-30T22:00:00Z")] // clocks went back at 3
    [InlineData("America/Havana", "2026-03-08T18:00:00Z", "2026-03-08T05:00:00Z", "2026-03-01T05:00:00Z")] // midnight was skipped
    [InlineData("America/Havana", "2026-11-01T18:00:00Z", "2026-11-01T04:00:00Z", "2026-11-01T04:00:00Z")] // midnight came twice
    [InlineData("UTC", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")]
    public void Begins_at_the_local_midnight(string zone, string now, string day, string month)
    {
        Assert.SkipUnless(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? clock), $"no data of the time zone {zone}");
        Assert.Equal(At(day), PeriodBudget.Begin(BudgetPeriod.Day, At(now), clock));
        Assert.Equal(At(month), PeriodBudget.Begin(BudgetPeriod.Month, At(now), clock));
    }

    [Theory]
    [InlineData(79.9, false)]
    [InlineData(80, true)]
    [InlineData(120, true)]
    public void Is_near_from_four_fifths_of_the_limit_on(double used, bool near)
        => Assert.Equal(near, new PeriodUse(new PeriodBudget(BudgetPeriod.Day, BudgetKind.Energy, 100, "J"), used, default).IsNear);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
