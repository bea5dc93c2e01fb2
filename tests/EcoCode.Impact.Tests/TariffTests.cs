using EcoCode.Impact.Course;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

/// <summary>Prices that go by the time.</summary>
public sealed class TariffTests
{
    private const string NightAndWeekend = """
        {
          // Night current, as of old.
          "time_zone": "Europe/Berlin",
          "currency": "EUR",
          "price_per_kwh": 0.32,
          "rules": [
            { "days": "sat,sun", "price_per_kwh": 0.20 },
            { "days": "mon-fri", "from": "22:00", "to": "06:00", "price_per_kwh": 0.24 },
          ],
        }
        """;

    [Theory]
    [InlineData("2026-11-20T21:59+01:00", 0.32)] // a Friday
    [InlineData("2026-11-20T22:00+01:00", 0.24)]
    [InlineData("2026-11-21T00:00+01:00", 0.20)] // Saturday's rule comes first
    [InlineData("2026-11-23T05:59+01:00", 0.32)] // Monday: the night of Sunday is no night of a working day
    [InlineData("2026-11-24T05:59+01:00", 0.24)]
    [InlineData("2026-11-24T06:00+01:00", 0.32)]
    [InlineData("2026-11-23T21:30Z", 0.24)] // 22:30 there
    [InlineData("2026-07-06T20:00Z", 0.24)] // in summer 22:00
    [InlineData("2026-07-06T19:59Z", 0.32)]
    public void The_first_rule_that_fits_the_clock_on_the_wall_holds(string instant, double price)
        => Assert.Equal((decimal)price, Parsed(NightAndWeekend).At(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(2026, 3, 29, 23, 5)] // 02:00 to 03:00 is left out, so 01:00 to 04:00 has two hours, and the rest of the day 21
    [InlineData(2026, 10, 25, 25, 7)]
    [InlineData(2026, 10, 26, 24, 6)]
    public void A_day_has_as_many_priced_hours_as_the_meter(int year, int month, int day, int hours, int dear)
    {
        ITimedPrice prices = Parsed("""{"time_zone": "Europe/Berlin", "currency": "EUR", "price_per_kwh": 1, "rules": [{"from": "00:00", "to": "06:00", "price_per_kwh": 7}]}""");
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        DateTimeOffset Midnight(DateTime date) => new(date, berlin.GetUtcOffset(date));
        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        (DateTimeOffset from, DateTimeOffset to) = (Midnight(date), Midnight(date.AddDays(1)));
        Assert.Equal(hours, (to - from).TotalHours);

        // One kW all day: the bill is known by hours of the clock.
        var course = new EnergyCourse();
        for (DateTimeOffset at = from; at < to; at = at.AddSeconds(7)) course.Add(at, at.AddSeconds(7) < to ? at.AddSeconds(7) : to, Energy.FromJoules(1000 * Math.Min(7, (to - at).TotalSeconds)));
        decimal mean = PriceCoverage.Of(course, prices)!.MeanPerKilowattHour;
        Assert.Equal(hours - dear + (7m * dear), mean * hours, 6);
    }

    [Fact]
    public void The_repeated_hour_is_priced_twice()
    {
        ITimedPrice prices = Parsed("""{"time_zone": "Europe/Berlin", "currency": "EUR", "price_per_kwh": 1, "rules": [{"from": "02:00", "to": "03:00", "price_per_kwh": 9}]}""");
        var midnight = new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.FromHours(2));
        Assert.Equal([1, 1, 9, 9, 1], Enumerable.Range(0, 5).Select(hour => prices.At(midnight.AddHours(hour))!.Value));
    }

    [Fact]
    public void Spot_prices_hold_from_their_start_to_the_next_or_to_their_end()
    {
        ITimedPrice prices = Parsed("""
            start,price_per_kwh,currency
            2026-10-25T02:00+01:00,-0.01,EUR
            2026-10-25T02:00+02:00,0.08,EUR
            2026-10-25T03:00+01:00,0.1,EUR
            """);
        DateTimeOffset two = new(2026, 10, 25, 2, 0, 0, TimeSpan.FromHours(2));
        Assert.Equal([null, 0.08m, -0.01m, 0.1m, null], Enumerable.Range(-1, 5).Select(hour => prices.At(two.AddHours(hour))));

        ITimedPrice gap = Parsed("start,end,currency,price_per_kwh\n2026-01-01T00:00Z,2026-01-01T00:15Z,USD,0.5\n2026-01-01T01:00Z,2026-01-01T01:15Z,USD,0.7\n");
        DateTimeOffset first = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([0.5m, null, null, null, 0.7m, null], Enumerable.Range(0, 6).Select(quarter => gap.At(first.AddMinutes(15 * quarter))));
    }

    [Fact]
    public void A_time_without_a_price_leaves_no_cost_unless_one_is_given_for_it()
    {
        ITimedPrice prices = Parsed("start,end,price_per_kwh,currency\n2026-01-01T00:00Z,2026-01-01T03:00Z,0.5,USD\n");
        var course = new EnergyCourse();
        DateTimeOffset first = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        course.Add(first, first.AddHours(4), Energy.FromJoules(14.4e6));

        ImpactFigures Figures(string? price) => Resolved.Factors(new() { Zone = "DE", Pue = 2, Prices = prices, Price = price })
            .Of(course.Total, TimeSpan.FromHours(4), 0, new ImpactCourse(course, []));
        ImpactFigures none = Figures(null);
        Assert.Null(none.Cost);
        Note note = Assert.Single(none.Notes);
        Assert.Equal(("ECO3142", true), (note.Code, note.Message.Contains("25 %", StringComparison.Ordinal)));

        ImpactFigures given = Figures("0.1USD");
        Assert.Equal(((2 * 3 * 0.5m) + (2 * 0.1m), "USD"), (decimal.Round(given.Cost!.Value.Amount, 12), given.Cost.Value.Currency));
        Assert.Empty(given.Notes);
        Assert.Equal("ECO3007", Resolved.Problem(new() { Prices = prices, Price = "0.1EUR" }).Code);
        Assert.Equal("ECO3007", Resolved.Problem(new() { Prices = prices, Currency = "EUR" }).Code);
    }

    [Fact]
    public void A_run_outside_of_all_prices_costs_what_is_given_for_such_times()
    {
        ITimedPrice prices = Parsed("start,end,price_per_kwh,currency\n2026-01-01T00:00Z,2026-01-01T03:00Z,0.5,USD\n");
        var course = new EnergyCourse();
        DateTimeOffset first = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
        course.Add(first, first.AddHours(4), Energy.FromJoules(14.4e6));
        ImpactFigures figures = Resolved.Factors(new() { Zone = "DE", Pue = 2, Prices = prices, Price = "0.1USD" })
            .Of(course.Total, TimeSpan.FromHours(4), 0, new ImpactCourse(course, []));
        Assert.Equal(new Money(0.8m, "USD"), figures.Cost);
    }

    [Theory]
    [InlineData("1.20USD/h", 1.20, "USD")]
    [InlineData("0.5 chf / h", 0.5, "CHF")]
    [InlineData("40UAH", 40, "UAH")]
    [InlineData("40 UAH/h", 40, "UAH")]
    public void Rent_goes_by_the_hour_in_its_own_currency(string typed, decimal perHour, string currency)
    {
        ImpactFigures figures = Resolved.Factors(new() { Zone = "DE", InstancePrice = typed }).Of(Resolved.OneKilowattHour, TimeSpan.FromMinutes(90), 0);
        Assert.Equal(new Money(perHour * 1.5m, currency), figures.Rent);
        Assert.Equal("EUR", figures.Cost!.Value.Currency);
    }

    [Theory]
    [InlineData("1.20", "ECO3143")]
    [InlineData("USD", "ECO3143")]
    [InlineData("1.20USD/kWh", "ECO3143")]
    [InlineData("1,20EUR/h", "ECO3143")]
    [InlineData("1.20XXY/h", "ECO3006")]
    public void What_is_no_rent_is_refused(string typed, string code) => Assert.Equal(code, Resolved.Problem(new() { InstancePrice = typed }).Code);

    [Theory]
    [InlineData("{", "ECO3145", "line 1")]
    [InlineData("{}", "ECO3145", "currency")]
    [InlineData("""{"currency": "EUR"}""", "ECO3145", "no price")]
    [InlineData("""{"currency": "EURO", "price_per_kwh": 1}""", "ECO3006", "EURO")]
    [InlineData("""{"currency": "EUR", "price_per_kwh": "1"}""", "ECO3145", "price_per_kwh")]
    [InlineData("""{"currency": "EUR", "price": 1}""", "ECO3145", "`price`")]
    [InlineData("""{"currency": "EUR", "rules": [{"price_per_kwh": 1}]}""", "ECO3145", "time_zone")]
    [InlineData("""{"currency": "EUR", "time_zone": "Europe/Bärlin", "price_per_kwh": 1}""", "ECO3146", "Europe/Bärlin")]
    [InlineData("""{"currency": "EUR", "time_zone": "UTC", "rules": [{"days": "mon-fri"}]}""", "ECO3145", "rule 1")]
    [InlineData("""{"currency": "EUR", "time_zone": "UTC", "rules": [{"days": "workdays", "price_per_kwh": 1}]}""", "ECO3145", "`days`")]
    [InlineData("""{"currency": "EUR", "time_zone": "UTC", "rules": [{"from": "24:00", "price_per_kwh": 1}]}""", "ECO3145", "`from`")]
    [InlineData("""{"currency": "EUR", "time_zone": "UTC", "rules": [{"to": "8", "price_per_kwh": 1}]}""", "ECO3145", "`to`")]
    [InlineData("""{"currency": "EUR", "time_zone": "UTC", "price_per_kwh": 1, "rules": [7]}""", "ECO3145", "rule")]
    [InlineData("""{"currency": "EUR", "currency": "USD", "price_per_kwh": 1}""", "ECO3145", "twice")]
    [InlineData("", "ECO3145", "neither")]
    [InlineData("time,price\n1,2", "ECO3145", "neither")]
    [InlineData("start,price_per_kwh,currency\n", "ECO3145", "no prices")]
    [InlineData("start,price_per_kwh,currency\n2026-01-01T00:00,1,EUR", "ECO3148", "row 1")]
    [InlineData("start,price_per_kwh,currency\n2026-01-01,1,EUR", "ECO3148", "row 1")]
    [InlineData("start,price_per_kwh,currency\n2026-01-01T00:00Z,1,EUR\n2026-01-01T01:00Z,x,EUR", "ECO3148", "row 2")]
    [InlineData("start,price_per_kwh,currency\n2026-01-01T00:00Z,1,EUR\n2026-01-01T01:00Z,1,USD", "ECO3148", "converted")]
    [InlineData("start,price_per_kwh,currency\n2026-01-01T00:00Z,1", "ECO3148", "cells")]
    [InlineData("start,end,price_per_kwh,currency\n2026-01-01T00:00Z,2026-01-01T00:00Z,1,EUR", "ECO3148", "after the start")]
    public void What_is_wrong_in_a_tariff_is_named(string text, string code, string named)
    {
        Assert.False(TariffText.TryParse("night.json", text, out _, out Note? problem));
        Assert.Equal(code, problem.Code);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    private static ITimedPrice Parsed(string text)
    {
        Assert.True(TariffText.TryParse("tariff", text, out ITimedPrice? prices, out Note? problem), problem?.Message);
        return prices;
    }
}
