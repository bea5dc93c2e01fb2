using System.Globalization;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;

namespace EcoCode.Impact;

/// <summary>The tables of data/ that the arithmetic uses, read row by row each time they are asked for.</summary>
/// <remarks>
/// Nothing is read or kept before that: a run looks up five figures once, so an index would cost more than it saves.
/// </remarks>
/// <param name="open">Opens a table by its file name.</param>
internal sealed class ImpactTables(Func<string, TextReader> open)
{
    /// <summary>The tables that are embedded in this assembly.</summary>
    public static ImpactTables Shipped { get; } = new(Embedded);

    public IEnumerable<GridRow> Grid()
    {
        foreach (string[] cell in Rows("grid-intensity.csv"))
        {
            GridBasis basis = cell[7] switch
            {
                "lifecycle" => GridBasis.Lifecycle,
                "direct" => GridBasis.Direct,
                var other => throw new FormatException($"grid-intensity.csv: `{other}` is no basis"),
            };
            yield return new(cell[0], cell[1], cell[2], new(cell[0], cell[2], new(Number(cell[3])), basis, Year(cell[6]), cell[8]));
        }
    }

    public IEnumerable<CloudRegion> CloudRegions() => Rows("cloud-regions.csv").Select(cell => new CloudRegion(
        cell[0], cell[1], cell[2], cell[3], cell[4],
        Known(cell[5]), KnownYear(cell[6]), Known(cell[8]), KnownYear(cell[9]), Known(cell[10]), KnownYear(cell[11]), cell[12]));

    /// <summary>Water consumed by generation, hydro reservoirs included. Other kinds of the table count other things and are never mixed in.</summary>
    public IEnumerable<WaterFigure> GridWater() => Rows("water.csv").Where(cell => cell[2] == "off-site")
        .Select(cell => new WaterFigure(cell[0], new(Number(cell[3])), Year(cell[5]), cell[6]));

    public IEnumerable<PriceRow> Prices() => Rows("electricity-price.csv").Select(cell => new PriceRow(
        cell[0], cell[1], new(decimal.Parse(cell[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), cell[3]), cell[4], cell[5], cell[6]));

    public IEnumerable<Hardware> Hardware() => Rows("embodied.csv").Where(cell => cell[2].Length > 0)
        .Select(cell => new Hardware(cell[0], cell[1], Carbon.FromKilograms(Number(cell[2])), Known(cell[3]), cell[4]));

    public IEnumerable<Currency> Currencies() => Rows("currencies.csv").Select(cell => new Currency(cell[0], cell[1]));

    private IEnumerable<string[]> Rows(string table)
    {
        using TextReader reader = open(table);
        foreach (string[] cells in Csv.Rows(reader).Skip(1)) yield return cells;
    }

    private static double Number(string cell) => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static int Year(string cell) => int.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>An empty cell is "not known", never 0.</summary>
    private static double? Known(string cell) => cell.Length == 0 ? null : Number(cell);

    private static int? KnownYear(string cell) => cell.Length == 0 ? null : Year(cell);

    private static StreamReader Embedded(string table)
        => new(typeof(ImpactTables).Assembly.GetManifestResourceStream(table) ?? throw new FileNotFoundException($"`{table}` is not embedded in this build"));
}
