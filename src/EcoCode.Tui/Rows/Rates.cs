using System.Globalization;
using EcoCode.Impact;
using EcoCode.Impact.Live;
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

    /// <summary>What the grid is like beside its last seven days.</summary>
    public GridLevel Level { get; init; }

    /// <summary>What the grid figure is held against, or why against nothing, as a sentence.</summary>
    public string Standing { get; init; } = "";

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
            GridSource = string.Create(CultureInfo.InvariantCulture, $"{factors.Grid.Source}, {factors.Grid.Year}"),
            Standing = "The figure is a year's mean. It has a colour where hours are known: `--grid-provider` names who tells them.",
        };
    }

    /// <summary>Those of a place and a price at one hour of the grid.</summary>
    /// <param name="factors">Of the place.</param>
    /// <param name="live">What a provider tells; an average.</param>
    /// <param name="now">Its point that holds now.</param>
    /// <param name="week">What it was lately; null where that is not known.</param>
    /// <param name="lacking">Why it is not known, where that was said.</param>
    /// <param name="zone">The time zone that times are shown in.</param>
    public static Rates Of(ImpactFactors factors, GridSeries live, GridPoint now, GridWeek? week, string? lacking, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(live);
        string basis = live.Basis == GridBasis.Direct ? "direct, " : "", time = TimeZoneInfo.ConvertTime(now.From, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        double grams = now.Intensity.GramsPerKilowattHour;
        GridLevel level = week?.LevelOf(now.Intensity) ?? GridLevel.Unknown;
        return Of(factors) with
        {
            GramsPerKilowattHour = grams * factors.Pue.Value,
            Grid = GridText(live.Zone.Length > 0 ? live.Zone : factors.Grid.Zone, grams),
            GridSource = $"{live.Provider}, {basis}{time}",
            Level = level,
            Standing = week is null
                ? $"The figure has no colour: {lacking ?? $"`{live.Provider}` tells less than half of the last 7 days"}."
                : $"The figure is {InWords(level)} of the last 7 days: the middle half of them was {Bound(week.Lower)} to {Bound(week.Upper)} g/kWh.",
        };

        static string Bound(CarbonIntensity bound) => bound.GramsPerKilowattHour.ToString("0", CultureInfo.InvariantCulture);
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
            GridSource = string.Create(CultureInfo.InvariantCulture, $"{grid.Source}, {grid.Year}"),
            Standing = "The figure is that of the run's own time, and is held against nothing.",
        };
    }

    /// <summary>CO2e of an energy, g.</summary>
    internal double Grams(Energy energy) => energy.KilowattHours * GramsPerKilowattHour;

    /// <summary>Price of an energy.</summary>
    internal double? Cost(Energy energy) => PricePerKilowattHour is { } price ? energy.KilowattHours * price : null;

    private static string InWords(GridLevel level) => level switch
    {
        GridLevel.Clean => "green (↓), in the cleanest quarter",
        GridLevel.Dirty => "red (↑), in the dirtiest quarter",
        _ => "without a colour, as most",
    };

    private static string GridText(string zone, double grams) => $"{zone} {grams.ToString("0", CultureInfo.InvariantCulture)} g/kWh";
}
