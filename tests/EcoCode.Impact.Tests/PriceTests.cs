using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

public sealed class PriceTests
{
    [Theory]
    [InlineData("0.31EUR", 0.31, "EUR")]
    [InlineData("0.31 EUR", 0.31, "EUR")]
    [InlineData(" 0.31 eur/kWh ", 0.31, "EUR")]
    [InlineData("31 JPY /kwh", 31.0, "JPY")]
    [InlineData("31 JPY / kWh", 31.0, "JPY")]
    [InlineData("0.31 EUR kWh", 0.31, "EUR")]
    [InlineData(".5USD", 0.5, "USD")]
    [InlineData("0 CHF", 0.0, "CHF")]
    public void A_price_is_an_amount_and_a_currency(string typed, double amount, string currency)
    {
        Tariff tariff = Resolved.Factors(new() { Price = typed }).Tariff!;
        Assert.Equal(new Price((decimal)amount, currency), tariff.Price);
        Assert.Equal("given", tariff.Source);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EUR")]
    [InlineData("EUR 0.31")]
    [InlineData("-0.31EUR")]
    [InlineData("0,31EUR")]
    [InlineData("0.3.1EUR")]
    [InlineData("31 EUR/MWh")]
    [InlineData("kWh")]
    [InlineData("1000001EUR")]
    [InlineData("99999999999999999999999999999999EUR")]
    [InlineData("0.31")]
    public void What_is_not_clearly_a_price_is_refused(string typed)
    {
        Note problem = Resolved.Problem(new() { Zone = "DE", Price = typed });
        Assert.Equal("ECO3005", problem.Code);
        Assert.NotNull(problem.Hint);
    }

    [Theory]
    [InlineData("0.31 EURO", "did you mean `EUR` (Euro)?")]
    [InlineData("0.31 UER", "did you mean `EUR` (Euro) or `YER` (Yemeni Rial)?")]
    [InlineData("0.31 €", "give a code of ISO 4217, such as `EUR`")]
    public void An_unknown_currency_gets_a_suggestion(string typed, string hint)
    {
        Note problem = Resolved.Problem(new() { Price = typed });
        Assert.Equal("ECO3006", problem.Code);
        Assert.Equal(hint, problem.Hint);
    }

    [Fact]
    public void A_price_without_a_code_takes_the_currency_wanted()
        => Assert.Equal(new Price(0.31m, "EUR"), Resolved.Factors(new() { Price = "0.31", Currency = "eur" }).Tariff!.Price);

    [Fact]
    public void A_price_in_another_currency_than_wanted_is_refused()
    {
        Note problem = Resolved.Problem(new() { Price = "0.31EUR", Currency = "USD" });
        Assert.Equal(("ECO3007", "the price is in `EUR`, but the cost is wanted in `USD`"), (problem.Code, problem.Message));
    }

    // DE,industrial,0.1922,EUR,2025-S2 · US-CA,industrial,0.2153,USD,2024 (commercial is 0.2554) · aws:us-east-1 is in US-VA: 0.0899
    [Theory]
    [InlineData("DE", 0.1922, "EUR", "eurostat-2026: DE, industrial consumers, 2025-S2, excl. VAT and recoverable taxes; band 2 000 to 19 999 MWh per year")]
    [InlineData("DE-BY", 0.1922, "EUR", "eurostat-2026: DE, industrial consumers, 2025-S2, excl. VAT and recoverable taxes; band 2 000 to 19 999 MWh per year")]
    [InlineData("US-CA", 0.2153, "USD", "eia-api-2024: US-CA, industrial consumers, 2024, average retail price")]
    [InlineData("aws:us-east-1", 0.0899, "USD", "eia-api-2024: US-VA, industrial consumers, 2024, average retail price")]
    public void A_tabulated_price_is_industrial_and_says_so(string zone, double amount, string currency, string source)
    {
        Tariff tariff = Resolved.Zone(zone).Tariff!;
        Assert.Equal((new Price((decimal)amount, currency), source), (tariff.Price, tariff.Source));
    }

    [Theory]
    [InlineData("JP")]
    [InlineData("EU")]
    [InlineData(null)]
    public void Where_no_price_is_known_there_is_no_cost(string? zone)
    {
        ImpactFigures figures = Resolved.Zone(zone).Of(Resolved.OneKilowattHour, TimeSpan.Zero, 0);
        Assert.Null(figures.Cost);
        Assert.Null(figures.Factors.Tariff);
    }

    [Theory]
    [InlineData("DE", "the price known for `DE` (Germany) is in `EUR`, not in `USD`: no cost is shown")]
    [InlineData("JP", "no price of electricity is known for `JP` (Japan)")]
    public void A_currency_that_cannot_be_had_is_said_and_not_converted(string zone, string message)
    {
        ImpactFactors factors = Resolved.Factors(new() { Zone = zone, Currency = "USD" });
        Assert.Null(factors.Tariff);
        Note note = Assert.Single(factors.Notes, note => note.Code == "ECO3025");
        Assert.Equal((message, "give a price, for example `--price 0.31USD`"), (note.Message, note.Hint));
    }

    [Fact]
    public void A_currency_that_is_the_table_s_changes_nothing()
        => Assert.Equal(Resolved.Zone("DE").Tariff, Resolved.Factors(new() { Zone = "DE", Currency = "EUR" }).Tariff);

    [Fact]
    public void Cost_is_of_facility_energy()
    {
        // 1 kWh × 1.15 × 0.0899 USD = 0.103385 USD
        ImpactFigures figures = Resolved.Zone("aws:us-east-1").Of(Resolved.OneKilowattHour, TimeSpan.Zero, 0);
        Assert.Equal(new Money(0.103385m, "USD"), figures.Cost);
    }
}
