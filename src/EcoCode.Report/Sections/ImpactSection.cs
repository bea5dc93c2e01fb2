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

        string year = grid.Year.ToString(CultureInfo.InvariantCulture);
        string figure = $"{grid.Zone} {Scale.Digits(grid.GPerKwh)} g/kWh {grid.Basis}, {grid.Source} ({year})";
        string[] embodied = impact.Co2eEmbodiedG is { } grams ? [$"+ {Scale.Grams(Carbon.FromGrams(grams))} embodied ○"] : [];
        Row(page, "CO2e", Scale.Grams(Carbon.FromGrams(impact.Co2eG)), [figure, .. embodied]);

        if (impact.WaterL is { } litres) Row(page, "Water", Scale.Litres(Water.FromLitres(litres)), "on site and at the power stations");
        if (impact.Cost is { } cost)
        {
            string price = cost.PricePerKwh.ToString("0.00##", CultureInfo.InvariantCulture);
            Row(page, "Cost", Scale.Money(new(cost.Amount, cost.Currency)), $"{price} {cost.Currency}/kWh, {cost.Source}");
        }
    }

    private static void Row(Page page, string name, string value, params string[] factors)
    {
        const int column = Page.ValueEnd + 3;
        var line = page.NewLine().At(2).Add(name).EndAt(Page.ValueEnd, value).At(column);
        page.Flow(line, column, factors, separator: "   ");
    }
}
