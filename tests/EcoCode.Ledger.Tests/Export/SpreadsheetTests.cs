using System.Diagnostics;
using System.Xml.Linq;
using EcoCode.Ledger.Export;
using static EcoCode.Ledger.Tests.Runs.StoredRuns;

namespace EcoCode.Ledger.Tests.Export;

/// <summary>What a spreadsheet program, Gnumeric, makes of the tables.</summary>
public sealed class SpreadsheetTests
{
    private const string Gnumeric = "/usr/bin/ssconvert";

    /// <summary>As Gnumeric's file format numbers them.</summary>
    private const string Number = "40", Text = "60";

    private static readonly string[] Figures = ["_j", "_s", "_w", "_g", "_l", "_ratio", "_per_unit"];

    public static TheoryData<ExportTable> Tables => new(Enum.GetValues<ExportTable>());

    [Theory]
    [MemberData(nameof(Tables))]
    public void It_takes_figures_for_numbers_and_names_for_text(ExportTable table)
    {
        Dictionary<(int Row, int Column), XElement> cells = Opened(table, Gpu, Vm, Hostile);
        string[] names = [.. cells.Where(cell => cell.Key.Row == 0).OrderBy(cell => cell.Key.Column).Select(cell => cell.Value.Value)];
        XElement[] figures = [.. cells.Where(cell => cell.Key.Row > 0 && Figures.Any(names[cell.Key.Column].EndsWith)).Select(cell => cell.Value)];
        Assert.NotEmpty(figures);
        Assert.All(figures, cell => Assert.Equal(Number, (string?)cell.Attribute("ValueType")));
        Assert.All(cells.Where(cell => cell.Key.Row > 0 && names[cell.Key.Column] == "name"), cell => Assert.Equal(Text, (string?)cell.Value.Attribute("ValueType")));
    }

    [Fact]
    public void It_takes_times_for_times()
    {
        Dictionary<(int Row, int Column), XElement> cells = Opened(ExportTable.Runs, Gpu);
        int column = cells.Single(cell => cell.Value.Value == "started_utc").Key.Column;
        XElement started = cells[(1, column)];
        Assert.StartsWith("yyyy", (string?)started.Attribute("ValueFormat"), StringComparison.Ordinal);

        // Days since 30 December 1899, as in every spreadsheet.
        double days = (new DateTime(2026, 8, 22, 11, 54, 19, DateTimeKind.Utc) - new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc)).TotalDays;
        Assert.Equal(days, (double)started, tolerance: 1e-6);
    }

    private static Dictionary<(int Row, int Column), XElement> Opened(ExportTable table, params Store.StoredRun[] runs)
    {
        Assert.SkipUnless(File.Exists(Gnumeric), "Gnumeric is not installed");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ecocode-sheet-");
        try
        {
            string from = Path.Join(folder.FullName, "table.csv"), into = Path.Join(folder.FullName, "table.xml");
            File.WriteAllText(from, Exported(ExportFormat.Csv, table, runs));
            using Process program = Process.Start(new ProcessStartInfo(Gnumeric, ["--export-type=Gnumeric_XmlIO:sax:0", from, into]) { RedirectStandardError = true })!;
            string error = program.StandardError.ReadToEnd();
            Assert.True(program.WaitForExit(60_000), "Gnumeric did not end");
            Assert.True(program.ExitCode == 0, error);
            return XDocument.Load(into).Descendants().Where(element => element.Name.LocalName == "Cell")
                .ToDictionary(cell => ((int)cell.Attribute("Row")!, (int)cell.Attribute("Col")!));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
