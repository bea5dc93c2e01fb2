using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Quantities;

namespace EcoCode.Tui.Rows;

/// <summary>What energy means in CO2e and money.</summary>
public sealed record Rates
{
    /// <summary>CO2e of an IT kilowatt-hour at the building's meter, g.</summary>
    public required double GramsPerKilowattHour { get; init; }

    /// <summary>Price of an IT kilowatt-hour at the building's meter; null when none is known.</summary>
    public double? PricePerKilowattHour { get; init; }

    /// <summary>The currency (ISO 4217) of the price; empty without one.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The grid figure and its zone: <c>DE 344 g/kWh</c>.</summary>
    public required string Grid { get; init; }

    /// <summary>Where the grid figure is from: <c>ember-2025, 2024</c>.</summary>
    public required string GridSource { get; init; }

    /// <summary>Those of a place and a price.</summary>
    public static Rates Of(ImpactFactors factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        double grid = factors.Grid.Intensity.GramsPerKilowattHour;
        return new()
        {
            GramsPerKilowattHour = grid * factors.Pue.Value,
            PricePerKilowattHour = factors.Tariff is { } tariff ? (double)tariff.Price.PerKilowattHour * factors.Pue.Value : null,
            Currency = factors.Tariff?.Price.Currency ?? "",
            Grid = GridText(factors.Grid.Zone, grid),
            GridSource = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{factors.Grid.Source}, {factors.Grid.Year}"),
        };
    }

    /// <summary>Those that a run was recorded with.</summary>
    public static Rates Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunGrid grid = run.Impact.Grid;
        double hours = run.Total.EnergyKwh;
        return new()
        {
            GramsPerKilowattHour = grid.GPerKwh * run.Impact.Pue,
            PricePerKilowattHour = run.Impact.Cost is { } cost && hours > 0 ? (double)cost.Amount / hours : null,
            Currency = run.Impact.Cost?.Currency ?? "",
            Grid = GridText(grid.Zone, grid.GPerKwh),
            GridSource = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{grid.Source}, {grid.Year}"),
        };
    }

    /// <summary>CO2e of an energy, g.</summary>
    internal double Grams(Energy energy) => energy.KilowattHours * GramsPerKilowattHour;

    /// <summary>Price of an energy.</summary>
    internal double? Cost(Energy energy) => PricePerKilowattHour is { } price ? energy.KilowattHours * price : null;

    private static string GridText(string zone, double grams) => $"{zone} {grams.ToString("0", System.Globalization.CultureInfo.InvariantCulture)} g/kWh";
}
