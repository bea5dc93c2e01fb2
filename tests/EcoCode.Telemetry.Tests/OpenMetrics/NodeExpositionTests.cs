using System.Text;
using System.Text.RegularExpressions;
using EcoCode.Impact.Accounting;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Tests.OpenMetrics;

public sealed partial class NodeExpositionTests
{
    [Theory]
    [InlineData("ecocode_co2e_grams_total{basis=\"lifecycle\"} 12.5")]
    [InlineData("ecocode_co2e_embodied_grams_total 0.25")]
    [InlineData("ecocode_water_litres_total{origin=\"on_site\"} 0.5")]
    [InlineData("ecocode_water_litres_total{origin=\"off_site\"} 1.5")]
    [InlineData("ecocode_cost_total{currency=\"EUR\"} 0.0125")]
    [InlineData("ecocode_cost_credit_total{currency=\"EUR\"} 0.001")]
    [InlineData("ecocode_unpriced_energy_joules_total 0.000007")]
    [InlineData("ecocode_facility_energy_joules_total 4.200001")]
    [InlineData("ecocode_pue_ratio{source=\"given\"} 1.2")]
    [InlineData("ecocode_grid_intensity_grams_per_kilowatt_hour{zone=\"DE\",basis=\"lifecycle\",source=\"ember\"} 344.5")]
    [InlineData("ecocode_build_info{version=\"0.1.0\",revision=\"99cf798\"} 1")]
    [InlineData("process_cpu_seconds_total 1.25")]
    [InlineData("process_start_time_seconds 1700000000.5")]
    [InlineData("process_open_fds 17")]
    [InlineData("ecocode_self_stretched 1")]
    [InlineData("ecocode_otlp_exports_total{outcome=\"taken\"} 10")]
    [InlineData("ecocode_otlp_exports_total{outcome=\"failed\"} 3")]
    public void A_series_has_its_labels_and_its_value(string line) => Assert.Contains($"\n{line}\n", Text(Made.Node(), Made.Self), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_known_has_no_series_instead_of_0()
    {
        string text = Text(Made.Node() with { Impact = ImpactTotals.None }, Made.Self with { OpenFiles = null, MostFiles = null, Push = null });
        foreach (string name in new[] { "ecocode_co2e", "ecocode_water", "ecocode_cost", "process_open_fds", "process_max_fds", "ecocode_otlp" })
        {
            Assert.DoesNotContain($"\n{name}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Series_have_the_labels_that_are_documented_in_their_order()
    {
        Dictionary<string, string> documented = MachineFamilies.All.Concat(NodeFamilies.All).ToDictionary(family => family.Sample, family => string.Join(',', family.Labels));
        var seen = new HashSet<string>();
        foreach (string line in Text(Made.Node(), Made.Self).Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            string name = Name().Match(line).Value;
            seen.Add(name);
            Assert.Equal(documented[name], string.Join(',', Label().Matches(line).Select(match => match.Groups[1].Value)));
        }

        Assert.Equal(documented.Keys.Order(), seen.Order());
    }

    [Fact]
    public void A_scrape_allocates_nothing()
    {
        NodeReading reading = Made.Node();
        var writer = new MetricWriter(ExpositionFormat.Prometheus);
        NodeExposition.Write(reading, Made.Self, writer);
        writer.Clear();
        long before = GC.GetAllocatedBytesForCurrentThread();
        NodeExposition.Write(reading, Made.Self, writer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Text(NodeReading reading, SelfReading self)
    {
        var writer = new MetricWriter(ExpositionFormat.OpenMetrics);
        NodeExposition.Write(reading, self, writer);
        writer.End();
        return Encoding.UTF8.GetString(writer.Written);
    }

    [GeneratedRegex("^[a-z0-9_]+")]
    private static partial Regex Name();

    [GeneratedRegex("[{,]([a-z_]+)=\"")]
    private static partial Regex Label();
}
