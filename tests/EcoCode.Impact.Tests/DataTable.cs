using System.Globalization;
using EcoCode.Quantities.Text;

namespace EcoCode.Impact.Tests;

/// <summary>A file of data/, read by header name and apart from the code under test.</summary>
internal sealed class DataTable
{
    private readonly string[] _header;

    private DataTable(string name, string[][] lines)
    {
        Name = name;
        _header = lines[0];
        Rows = lines[1..];
    }

    public string Name { get; }

    public IReadOnlyList<string[]> Rows { get; }

    public int Width => _header.Length;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", name + ".csv");

    public static DataTable Read(string name)
    {
        using var reader = new StreamReader(PathOf(name));
        return new(name, [.. Csv.Rows(reader)]);
    }

    public string Cell(string[] row, string column) => row[Array.IndexOf(_header, column)];

    public IEnumerable<string> Column(string column) => Rows.Select(row => Cell(row, column));

    /// <summary>The numbers of a column; empty cells, which mean "not known", are left out.</summary>
    public IEnumerable<double> Numbers(string column)
        => Column(column).Where(cell => cell.Length > 0).Select(cell => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture));
}
