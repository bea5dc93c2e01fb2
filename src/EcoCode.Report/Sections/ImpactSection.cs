using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Sections;

/// <summary>What the energy meant, each figure with the factor that it was made with.</summary>
internal static class ImpactSection
{
    // A PUE nearer to 1 than this prints as 1.00 and changes no digit of the figures.
    private const double NoPue = 1.0005;

    internal static void Write(Page page, RunRecord record)
    {
        var impact = record.Impact;
        var grid = impact.Grid;
        if (impact.Pue >= NoPue)
        {
            Row(page, "Facility", Scale.Joules(impact.FacilityEnergyJ), $"PUE {Scale.Digits(impact.Pue)}, in all figures below");
        }

        string[] embodied = impact.Co2eEmbodiedG is { } grams ? [$"+ {Scale.Grams(Carbon.FromGrams(grams))} embodied ○"] : [];
        Row(page, "CO2e", Scale.Grams(Carbon.FromGrams(impact.Co2eG)), [GridText.Of(grid), .. GridText.Parts(grid), .. embodied]);

        if (impact.Marginal is { } marginal)
        {
            string covered = marginal.Share < GridText.Whole ? $", of {GridText.Percent(marginal.Share)} of the energy" : "";
            Row(page, "Marginal", Scale.Grams(Carbon.FromGrams(marginal.Co2eG)), $"{marginal.Zone} {Scale.Digits(marginal.GPerKwh)} g/kWh, {marginal.Provider}{covered}", "not in CO2e");
        }

        if (impact.WaterL is { } litres) Row(page, "Water", Scale.Litres(Water.FromLitres(litres)), "on site and at the power stations");
        if (impact.Cost is { } cost)
        {
            Row(page, "Cost", Scale.Money(new(cost.Amount, cost.Currency)), $"{Price(cost.PricePerKwh)} {cost.Currency}/kWh, {cost.Source}");
        }

        if (impact.Rental is { } rental)
        {
            Row(page, "Rental", Scale.Money(new(rental.Amount, rental.Currency)), $"{Price(rental.Price)} {rental.Currency}/h, {rental.Source}", "not in the cost");
        }
    }

    private static string Price(decimal price) => price.ToString("0.00##", CultureInfo.InvariantCulture);

    private static void Row(Page page, string name, string value, params string[] factors)
    {
        const int column = Page.ValueEnd + 3;
        var line = page.NewLine().At(2).Add(name).EndAt(Page.ValueEnd, value).At(column);
        page.Flow(line, column, factors, separator: "   ");
    }
}
