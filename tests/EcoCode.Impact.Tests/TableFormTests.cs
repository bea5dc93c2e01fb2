using System.Globalization;
using System.Text;

namespace EcoCode.Impact.Tests;

/// <summary>The check rules of data/README.md that hold for the form of every table.</summary>
public sealed class TableFormTests
{
    private const int MostBytes = 400_000;

    private static readonly Dictionary<string, string[]> KeyColumns = new()
    {
        ["grid-intensity"] = ["zone", "basis"],
        ["cloud-regions"] = ["provider", "region"],
        ["embodied"] = ["component"],
        ["water"] = ["zone", "kind"],
        ["electricity-price"] = ["zone", "consumer"],
        ["currencies"] = ["code"],
        ["sources"] = ["id"],
    };

    public static TheoryData<string> Tables => [.. KeyColumns.Keys];

    public static TheoryData<string> Embedded => [.. KeyColumns.Keys.Where(name => name != "sources")];

    [Theory, MemberData(nameof(Tables))]
    public void Rows_are_as_many_as_the_readme_says_and_equally_wide(string name)
    {
        DataTable table = DataTable.Read(name);
        string stated = Assert.Single(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "README.md")), line => line.StartsWith($"| {name}.csv |", StringComparison.Ordinal));
        Assert.Equal(stated.Split('|')[2].Trim(), table.Rows.Count.ToString(CultureInfo.InvariantCulture));
        Assert.All(table.Rows, row => Assert.Equal(table.Width, row.Length));
    }

    [Theory, MemberData(nameof(Tables))]
    public void Keys_are_there_and_unique(string name)
    {
        DataTable table = DataTable.Read(name);
        string[] columns = KeyColumns[name];
        Assert.All(columns, column => Assert.All(table.Column(column), cell => Assert.NotEmpty(cell)));
        Assert.Distinct(table.Rows.Select(row => string.Join('|', columns.Select(column => table.Cell(row, column)))));
    }

    [Theory, MemberData(nameof(Tables))]
    public void Files_are_small_UTF_8_without_a_mark_and_with_plain_line_ends(string name)
    {
        byte[] bytes = File.ReadAllBytes(DataTable.PathOf(name));
        Assert.InRange(bytes.Length, 1, MostBytes - 1);
        Assert.False(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal((byte)'\n', bytes[^1]);
        _ = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
    }

    [Theory, MemberData(nameof(Tables))]
    public void Cells_carry_no_space_around_them(string name)
        => Assert.All(DataTable.Read(name).Rows, row => Assert.All(row, cell => Assert.Equal(cell.Trim(), cell)));

    [Theory, MemberData(nameof(Embedded))]
    public void Every_row_names_known_sources(string name)
    {
        HashSet<string> known = [.. DataTable.Read("sources").Column("id")];
        Assert.All(DataTable.Read(name).Column("source"), cell => Assert.All(cell.Split(' '), id => Assert.Contains(id, known)));
    }

    [Theory, MemberData(nameof(Embedded))]
    public void The_embedded_table_is_the_file(string name)
    {
        using Stream? embedded = typeof(ImpactModel).Assembly.GetManifestResourceStream(name + ".csv");
        Assert.NotNull(embedded);
        byte[] bytes = new byte[embedded.Length];
        embedded.ReadExactly(bytes);
        Assert.Equal(File.ReadAllBytes(DataTable.PathOf(name)), bytes);
    }
}
