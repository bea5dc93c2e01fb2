using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.View;

namespace EcoCode.Tui.Plain;

/// <summary>The dashboard in sentences, one line at a time, for screen readers and logs: no frames, no signs, nothing that is drawn over.</summary>
public static class PlainLines
{
    private const int MostRows = 5;

    /// <summary>A line about a model: the machine, and who uses most of it.</summary>
    public static string Of(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Shown is not { } shown) return "waiting for the first reading";
        string price = model.Rates.PricePerKilowattHour is { } each ? $", {Figures.Cost(shown.Power.Total.Watts / 1000 * each, model.Rates.Currency)} an hour" : "";
        string machine = $"{Figures.Clock(model, shown.Taken)}: {Figures.Watts(shown.Power.Total.Watts)}, {Figures.Grams(shown.Power.Total.Watts / 1000 * model.Rates.GramsPerKilowattHour)} of CO2e an hour{price}";
        IEnumerable<string> rows = model.Forest.All
            .Where(row => row.Children is null && row.Watts >= 0.0005).OrderByDescending(row => row.Watts).Take(MostRows)
            .Select(row => $"{row.Command} {Figures.Watts(row.Watts)}");
        return CellText.Shown($"{machine}. {string.Join("; ", rows)}.");
    }
}
