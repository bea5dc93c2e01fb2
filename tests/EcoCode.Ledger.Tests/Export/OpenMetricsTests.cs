using System.Globalization;
using System.Text.RegularExpressions;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Tests.Runs;

namespace EcoCode.Ledger.Tests.Export;

/// <summary>Checks against the grammar of OpenMetrics 1.0, written here anew.</summary>
public sealed partial class OpenMetricsTests
{
    private static readonly string Text = StoredRuns.Exported(ExportFormat.OpenMetrics, default, StoredRuns.Gpu, StoredRuns.Vm, StoredRuns.Hostile with { Record = StoredRuns.Hostile.Record with { Run = StoredRuns.Hostile.Record.Run with { Id = "r-bad1" } } });

    [Fact]
    public void Figures_are_samples_with_their_run()
    {
        string[] lines = Text.Split('\n');
        Assert.Contains("""ecocode_run_energy_joules_total{run="r-8c41",component="cpu",device="package 0"} 61900.000001""", lines);
        Assert.Contains("""ecocode_run_energy_joules_total{run="r-8c41",component="platform"} 47400""", lines);
        Assert.Contains("""ecocode_run_start_timestamp_seconds{run="r-8c41"} 1787399659""", lines);
        Assert.Contains("""ecocode_run_cost_total{run="r-8c41",currency="EUR"} 0.0448983""", lines);
        Assert.Contains("""ecocode_run_process_energy_joules_total{run="r-8c41",process="pt_data_worker"} 41200""", lines);
    }

    [Fact]
    public void What_is_not_known_is_no_sample()
    {
        Assert.DoesNotContain("""ecocode_run_cost_total{run="r-01ab""", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("""ecocode_run_energy_band_joules{run="r-bad1"}""", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Phases_of_one_name_are_one_sample()
        => Assert.Contains("ecocode_run_phase_energy_joules_total{run=\"r-bad1\",phase=\"ep,och \\\"1\\\"\"} 0.000003\n", Text, StringComparison.Ordinal);

    [Fact]
    public void It_ends_with_EOF_and_has_no_empty_line()
    {
        Assert.EndsWith("\n# EOF\n", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n", Text, StringComparison.Ordinal);
        Assert.Equal("# EOF\n", StoredRuns.Exported(ExportFormat.OpenMetrics, default));
    }

    [Fact]
    public void Every_line_is_of_the_grammar_and_every_sample_of_the_family_above_it()
    {
        string family = "", type = "";
        var families = new HashSet<string>();
        var series = new HashSet<string>();
        foreach (string line in Text.TrimEnd('\n').Split('\n').SkipLast(1))
        {
            if (Metadata().Match(line) is { Success: true } metadata)
            {
                string name = metadata.Groups["name"].Value;
                if (metadata.Groups["key"].Value == "TYPE")
                {
                    (family, type) = (name, metadata.Groups["text"].Value);
                    Assert.True(families.Add(family), $"{family} stands in two places");
                }

                Assert.Equal(family, name);
                if (metadata.Groups["key"].Value == "UNIT") Assert.EndsWith("_" + metadata.Groups["text"].Value, family, StringComparison.Ordinal);
                continue;
            }

            Match sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            Assert.Equal(family + type switch { "counter" => "_total", "info" => "_info", "gauge" => "", _ => "?" }, sample.Groups["name"].Value);
            Assert.True(series.Add(line[..line.LastIndexOf(' ')]), $"{line} is there twice");
            Assert.True(double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture) >= 0 || type == "gauge", line);
        }

        Assert.Equal(19, families.Count);
    }

    [Fact]
    public void Live_figures_and_the_rental_are_families_of_their_own()
    {
        string text = StoredRuns.Exported(ExportFormat.OpenMetrics, default, StoredRuns.Live);
        Assert.Contains("ecocode_run_grid_grams_per_kwh{run=\"r-8c99\",basis=\"lifecycle\",source=\"electricity-maps ember-2026\"} 312\n", text, StringComparison.Ordinal);
        Assert.Contains("ecocode_run_marginal_co2e_grams_total{run=\"r-8c99\",provider=\"watttime\",zone=\"DE\"} 57.2", text, StringComparison.Ordinal);
        Assert.Contains("ecocode_run_rental_cost_total{run=\"r-8c99\",currency=\"USD\"} 0.2536667\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bill_below_zero_is_no_counter()
    {
        Store.StoredRun windy = StoredRuns.Gpu with { Record = GpuRun.Record with { Impact = GpuRun.Record.Impact with { Cost = new(-0.01m, "EUR", -0.07m, "spot.csv") } } };
        Assert.DoesNotContain("ecocode_run_cost", StoredRuns.Exported(ExportFormat.OpenMetrics, default, windy), StringComparison.Ordinal);
    }

    [Fact]
    public void The_reference_parser_takes_it()
    {
        const string script = """
            import io, sys
            from prometheus_client.openmetrics.parser import text_fd_to_metric_families as parse
            print(sum(len(family.samples) for family in parse(io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='\n'))))
            """;
        Assert.Equal(Text.Split('\n').Count(line => line.Length > 0 && line[0] != '#'), int.Parse(Python.Run(script, Text, "prometheus_client"), CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("^# (?<key>TYPE|UNIT|HELP) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>[^\\\\\"\\n]+)$")]
    private static partial Regex Metadata();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\\\|\\n|\\")*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\\\|\\n|\\")*")*\})? (?<value>-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)$""")]
    private static partial Regex Sample();
}
