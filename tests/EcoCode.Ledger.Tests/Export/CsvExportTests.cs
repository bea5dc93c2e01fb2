using System.Globalization;
using System.Text.Json;
using EcoCode.Ledger.Export;
using EcoCode.Quantities.Text;
using static EcoCode.Ledger.Tests.Runs.StoredRuns;

namespace EcoCode.Ledger.Tests.Export;

public sealed class CsvExportTests
{
    public static TheoryData<ExportTable> Tables => new(Enum.GetValues<ExportTable>());

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_row_has_as_many_cells_as_the_header_and_ends_in_CRLF(ExportTable table)
    {
        string text = Exported(ExportFormat.Csv, table, Gpu, Vm, Hostile);
        string[][] rows = [.. Csv.Rows(new StringReader(text))];
        Assert.True(rows.Length > 1);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufeff', text);
    }

    [Fact]
    public void A_run_is_a_row_of_its_figures()
    {
        Dictionary<string, string> row = Rows(ExportTable.Runs, Gpu).Single();
        Assert.Equal("r-8c41", row["run_id"]);
        Assert.Equal("2026-08-22 11:54:19.000", row["started_utc"]);
        Assert.Equal("521400.000001", row["energy_j"]);
        Assert.Equal("61900.000001", row["cpu_energy_j"]);
        Assert.Equal("", row["other_energy_j"]);
        Assert.Equal("finished", row["state"]);
        Assert.Equal("0.0448983", row["cost"]);
        Assert.Equal("ECO2103", row["warnings"]);
        Assert.Equal("""{"batch":"256","GitBranch":"main"}""", row["tags"]);
    }

    [Fact]
    public void What_is_not_known_is_an_empty_cell()
    {
        Dictionary<string, string> row = Rows(ExportTable.Runs, Vm).Single();
        foreach (string name in new[] { "project", "tags", "signal", "gpu_energy_j", "co2e_embodied_g", "cost", "currency", "price_per_kwh" }) Assert.Equal("", row[name]);
        Assert.Equal("gpu", row["missing"]);
        Assert.Equal("", Rows(ExportTable.Runs, Hostile).Single()["energy_band_j"]);
    }

    [Fact]
    public void The_parts_of_a_run_sum_to_its_energy_to_the_microjoule()
    {
        Dictionary<string, string> run = Rows(ExportTable.Runs, Gpu).Single();
        decimal parts = new[] { "cpu", "dram", "gpu", "platform" }.Sum(part => Number(run[part + "_energy_j"]));
        Assert.Equal(Number(run["energy_j"]), parts);
        Assert.Equal(Number(run["energy_j"]), Rows(ExportTable.Processes, Gpu).Sum(process => Number(process["energy_j"])));
    }

    [Fact]
    public void A_sample_is_a_row_for_each_component_that_was_there()
    {
        List<Dictionary<string, string>> rows = Rows(ExportTable.Samples, Gpu);
        Assert.Equal(["gpu", "cpu", "dram", "gpu", "cpu", "dram", "platform"], rows.Select(row => row["component"]));
        Assert.Equal("90.000001", rows[0]["energy_j"]);
        Assert.Equal("0", rows[2]["energy_j"]);
        Assert.Equal("2026-08-22 11:54:20.000", rows[3]["begin_utc"]);
        Assert.Equal(2000.0 / 9, double.Parse(rows[3]["mean_power_w"], CultureInfo.InvariantCulture), 12);
    }

    [Fact]
    public void Live_figures_and_the_rental_have_cells_of_their_own()
    {
        Dictionary<string, string> row = Rows(ExportTable.Runs, Live)[0];
        string[] names = ["cost", "currency", "rental", "rental_currency", "grid_g_per_kwh", "grid_source", "grid_live_ratio", "marginal_g_per_kwh", "marginal_provider", "marginal_zone"];
        Assert.Equal(["0.0362083", "EUR", "0.2536667", "USD", "312", "electricity-maps ember-2026", "0.8", "790", "watttime", "DE"], names.Select(name => row[name]));
    }

    [Fact]
    public void A_phase_is_a_row()
    {
        Dictionary<string, string> row = Rows(ExportTable.Phases, Gpu)[1];
        Assert.Equal(["r-8c41", "epoch 1", "24", "271", "173000"], new[] { "run_id", "phase", "start_s", "end_s", "energy_j" }.Select(name => row[name]));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void The_schema_lists_every_column_in_order(ExportTable table)
    {
        string schema = File.ReadAllText(Path.Join(AppContext.BaseDirectory, "csv.md"));
        string section = schema[schema.IndexOf($"## {table.ToString().ToLowerInvariant()}", StringComparison.Ordinal)..];
        IEnumerable<string> listed = section.Split('\n').Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(Csv.Rows(new StringReader(Exported(ExportFormat.Csv, table))).Single(), listed);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Python_reads_the_same_cells(ExportTable table)
    {
        string text = Exported(ExportFormat.Csv, table, Gpu, Vm, Hostile);
        string json = Python.Run("import csv, io, json, sys; print(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline=''), strict=True))))", text);
        string[][] read = JsonSerializer.Deserialize<string[][]>(json)!;
        string[] names = table switch
        {
            ExportTable.Runs => ["a,b=c d\"e\\\nf", "=1+1; 'x'", "ends in\\"],
            ExportTable.Processes => [" \"日本, \\"],
            ExportTable.Phases => ["ep,och \"1\""],
            ExportTable.Steps => ["st,ep \"1\""],
            ExportTable.Metrics => ["to,kens=\"1\"\\"],
            _ => ["platform"],
        };
        Assert.All(names, name => Assert.Contains(name, read.SelectMany(row => row)));
        Assert.All(read, row => Assert.Equal(read[0].Length, row.Length));
    }

    [Fact]
    public void Pandas_takes_figures_for_numbers_and_times_for_times()
    {
        const string script = """
            import io, sys, pandas
            table = pandas.read_csv(io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline=''), parse_dates=['started_utc'])
            print(table.energy_j.sum(), table.started_utc.dt.year.iloc[0], table.gpu_energy_j.isna().sum(), sum(table[name].dtype == object for name in table if name.endswith(('_j', '_s', '_w', '_g', '_l', '_ratio'))))
            """;
        Assert.Equal("522670.500001 2026 1 0", Python.Run(script, Exported(ExportFormat.Csv, ExportTable.Runs, Gpu, Vm), "pandas").Trim());
    }

    private static List<Dictionary<string, string>> Rows(ExportTable table, params Store.StoredRun[] runs)
    {
        string[][] rows = [.. Csv.Rows(new StringReader(Exported(ExportFormat.Csv, table, runs)))];
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static decimal Number(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);
}
