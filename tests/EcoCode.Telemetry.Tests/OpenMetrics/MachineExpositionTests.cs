using System.Diagnostics;
using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Tests.OpenMetrics;

public sealed class MachineExpositionTests
{
    [Fact]
    public void A_family_is_told_as_OpenMetrics_has_it()
    {
        string text = Scrape.Of(Made.Everything(), ExpositionFormat.OpenMetrics);
        Assert.StartsWith(
            """
            # TYPE ecocode_energy_joules counter
            # UNIT ecocode_energy_joules joules
            # HELP ecocode_energy_joules Energy of the machine since the start of measuring, by source; all of them can be added.
            ecocode_energy_joules_total{component="cpu",device="package 0",method="rapl-perf",provenance="measured"} 3.000001
            ecocode_energy_joules_total{component="gpu",device="0",method="nvml-energy",provenance="measured"} 0.5
            # TYPE ecocode_power_watts gauge
            # UNIT ecocode_power_watts watts
            # HELP ecocode_power_watts Power of the machine, by source.
            ecocode_power_watts{component="cpu",device="package 0",method="rapl-perf",provenance="measured"} 3.25

            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_is_told_as_older_scrapers_have_it()
    {
        string text = Scrape.Of(Made.Everything(), ExpositionFormat.Prometheus);
        Assert.StartsWith("# TYPE ecocode_energy_joules_total counter\n# HELP ecocode_energy_joules_total Energy", text, StringComparison.Ordinal);
        Assert.DoesNotContain("# UNIT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("# EOF", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ecocode_process_energy_joules_total{pid=\"7\",comm=\"a\\\"b\\\\c\\nd\",user=\"alice\"} 1.5")]
    [InlineData("ecocode_process_energy_joules_total{pid=\"\",comm=\"other\",user=\"\"} 0.25")]
    [InlineData("ecocode_process_energy_joules_total{pid=\"\",comm=\"gone\",user=\"\"} 0")]
    [InlineData("ecocode_process_power_watts{pid=\"7\",comm=\"a\\\"b\\\\c\\nd\",user=\"alice\"} 2.5")]
    [InlineData("ecocode_tree_energy_joules_total{root_pid=\"7\",root_comm=\"bash\",user=\"alice\",unit=\"session-3.scope\",container_id=\"\"} 1.5")]
    [InlineData("ecocode_tree_energy_joules_total{root_pid=\"\",root_comm=\"other\",user=\"\",unit=\"\",container_id=\"\"} 0.25")]
    [InlineData("ecocode_tree_power_watts{root_pid=\"7\",root_comm=\"bash\",user=\"alice\",unit=\"session-3.scope\",container_id=\"\"} 2.5")]
    [InlineData("ecocode_unattributed_energy_joules_total{part=\"ecocode\"} 0.000001")]
    [InlineData("ecocode_user_energy_joules_total{uid=\"1000\",user=\"alice\"} 1.75")]
    [InlineData("ecocode_container_energy_joules_total{container_id=\"\",runtime=\"\"} 0.75")]
    [InlineData("ecocode_container_energy_joules_total{container_id=\"c1\",runtime=\"cri-o\"} 1")]
    [InlineData("ecocode_pod_energy_joules_total{pod_uid=\"u1\",namespace=\"shop\",pod=\"web-0\"} 1.75")]
    [InlineData("ecocode_power_limit_watts{component=\"cpu\",device=\"package 0\",method=\"rapl-perf\",provenance=\"measured\"} 95")]
    [InlineData("ecocode_source_up{component=\"gpu\",device=\"0\",method=\"nvml-energy\",provenance=\"measured\"} 0")]
    [InlineData("ecocode_source_failures_total{component=\"gpu\",device=\"0\",method=\"nvml-energy\",provenance=\"measured\"} 3")]
    [InlineData("ecocode_gpu_temperature_celsius{component=\"gpu\",device=\"0\",method=\"nvml-energy\",provenance=\"measured\"} 61.5")]
    public void A_series_has_its_labels_and_its_value(string line)
        => Assert.Contains($"\n{line}\n", Scrape.Of(Made.Everything(), ExpositionFormat.OpenMetrics), StringComparison.Ordinal);

    [Fact]
    public void Sums_over_every_label_are_the_machines()
    {
        string text = Scrape.Of(Made.Everything(), ExpositionFormat.OpenMetrics);
        Assert.Equal(3_500_001, Scrape.Values(text, "ecocode_energy_joules_total").Sum());
        Assert.Equal(3_500_001, Scrape.Values(text, "ecocode_process_energy_joules_total").Sum() + Scrape.Values(text, "ecocode_unattributed_energy_joules_total").Sum());
        foreach (string kind in new[] { "user", "unit", "container", "pod", "job", "tree" }) Assert.Equal(1_750_000, Scrape.Values(text, $"ecocode_{kind}_energy_joules_total").Sum());
    }

    [Fact]
    public void A_scrape_of_a_thousand_series_allocates_nothing()
    {
        MachineSnapshot snapshot = Made.Snapshot([.. Enumerable.Range(1, 1000).Select(pid => Made.Process(pid, pid * 1_234_567L, pid / 7.0))]);
        NodeReading reading = Made.Node(snapshot, most: 1000);
        var writer = new MetricWriter(ExpositionFormat.OpenMetrics);
        MachineExposition.Write(reading, writer);
        writer.Clear();
        long before = GC.GetAllocatedBytesForCurrentThread();
        MachineExposition.Write(reading, writer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000 + 2, Scrape.Values(System.Text.Encoding.UTF8.GetString(writer.Written), "ecocode_process_energy_joules_total").Count());
    }

    [Fact]
    public void Every_name_ends_in_its_unit_and_is_there_once()
    {
        MetricFamily[] all = [.. MachineFamilies.All, .. NodeFamilies.All];
        Assert.All(all, family => Assert.EndsWith(family.Unit, family.Name, StringComparison.Ordinal));
        Assert.Distinct(all.Select(family => family.Name));
        Assert.All(all, family => Assert.DoesNotContain(family.Help, character => character is '"' or '\\' or '\n' or > '~'));
    }

    [Fact]
    public void Prometheus_finds_nothing_to_complain_of()
    {
        string? promtool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Join(folder, "promtool")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(promtool is null, "no promtool here (package `prometheus`)");
        using Process check = Process.Start(new ProcessStartInfo(promtool!, ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        check.StandardInput.Write(Scrape.Of(Made.Everything(), ExpositionFormat.Prometheus));
        check.StandardInput.Close();
        string said = check.StandardOutput.ReadToEnd() + check.StandardError.ReadToEnd();
        check.WaitForExit();
        Assert.Equal((0, ""), (check.ExitCode, said));
    }
}
