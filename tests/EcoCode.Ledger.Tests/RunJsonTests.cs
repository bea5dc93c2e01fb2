using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcoCode.Goldens;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests;

public sealed class RunJsonTests
{
    [Fact]
    public void A_full_record_is_written_so() => Golden.Matches("run-full.json", Text(GpuRun.Record));

    [Fact]
    public void A_sparse_record_is_written_so() => Golden.Matches("run-sparse.json", Text(VmRun.Record));

    /// <summary>The names are a contract with scripts, so they are spelled out here and not derived from the types.</summary>
    [Theory]
    [InlineData("", "schema run total components machine processes phases steps metrics history impact budgets prediction self warnings")]
    [InlineData("run", "id name project tags program kind host started duration_s exit_code signal interrupted attribution tree_method machine_method interval_s")]
    [InlineData("run.tags", "batch GitBranch")]
    [InlineData("total", "energy_j energy_kwh band_j mean_power_w peak_power_w provenance missing")]
    [InlineData("total.provenance", "measured apportioned modelled")]
    [InlineData("components.0", "component device energy_j provenance source origin band_j gpu")]
    [InlineData("machine", "energy_j tree_j other_processes_j idle_and_rest_j components")]
    [InlineData("components.0.gpu", "index name uuid pci_address utilisation_mean memory_peak_bytes memory_total_bytes temperature_max_c throttled_s throttle_reasons sm_clock_mean_hz memory_clock_mean_hz power_limit_w")]
    [InlineData("processes.0", "pid started ppid name cpu_s gpu_s energy_j gpu_energy_j subtree_energy_j exited")]
    [InlineData("phases.0", "name start_s end_s energy_j")]
    [InlineData("history", "interval_s power_w")]
    [InlineData("impact", "co2e_g co2e_embodied_g embodied water_l water_on_site_l water_off_site_l cost costs facility_energy_j pue grid marginal")]
    [InlineData("impact.cost", "amount currency price_per_kwh source")]
    [InlineData("impact.costs.1", "of amount currency price per source")]
    [InlineData("impact.embodied.0", "component device devices device_g lifetime_h used_h co2e_g source")]
    [InlineData("impact.grid", "zone g_per_kwh basis source year parts")]
    [InlineData("impact.grid.parts.0", "source live zone g_per_kwh basis share estimated_share retrieved year")]
    [InlineData("impact.marginal", "co2e_g g_per_kwh provider zone share estimated_share retrieved")]
    [InlineData("self", "cpu_s energy_j peak_rss_bytes overhead_ratio stretched")]
    [InlineData("warnings.0", "code message hint")]
    public void Keys_are_spelled_as_documented(string place, string expected)
    {
        JsonNode node = JsonNode.Parse(Text(LiveRun.Record))!;
        foreach (string step in place.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = int.TryParse(step, CultureInfo.InvariantCulture, out int index) ? node[index]! : node[step]!;
        }

        Assert.Equal(expected, string.Join(' ', node.AsObject().Select(pair => pair.Key)));
    }

    [Fact]
    public void A_record_of_before_there_were_live_figures_is_read()
    {
        JsonNode old = JsonNode.Parse(Text(GpuRun.Record))!;
        foreach (string key in new[] { "embodied", "water_on_site_l", "water_off_site_l", "costs", "marginal" }) Assert.True(old["impact"]!.AsObject().Remove(key));
        Assert.True(old["impact"]!["grid"]!.AsObject().Remove("parts"));
        Assert.True(RunJson.TryParse(Encoding.UTF8.GetBytes(old.ToJsonString()), out RunRecord? record, out string? error), error);
        Assert.Equal(Text(GpuRun.Record), Text(record));
    }

    [Fact]
    public void Live_figures_are_read_back()
    {
        Assert.True(RunJson.TryParse(Encoding.UTF8.GetBytes(Text(LiveRun.Record)), out RunRecord? record, out string? error), error);
        Assert.Equal(Text(LiveRun.Record), Text(record));
        Assert.Equal(0.8, record.Impact.Grid.LiveShare);
        Assert.Equal("USD", record.Impact.Rental!.Currency);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.000001")]
    [InlineData(12_000_001, "12.000001")]
    [InlineData(12_500_000, "12.5")]
    [InlineData(120_000_000, "120")]
    [InlineData(-1_500_000, "-1.5")]
    [InlineData(long.MaxValue, "9223372036854.775807")]
    [InlineData(long.MinValue, "-9223372036854.775808")]
    public void Energy_is_written_to_the_microjoule_and_read_back(long microjoules, string expected)
    {
        var record = GpuRun.Record with { Self = GpuRun.Record.Self with { EnergyJ = Energy.FromMicrojoules(microjoules) } };
        string json = Text(record);
        Assert.Equal(expected, JsonDocument.Parse(json).RootElement.GetProperty("self").GetProperty("energy_j").GetRawText());
        Assert.Equal(microjoules, Parsed(json).Self.EnergyJ.Microjoules);
    }

    [Fact]
    public void Printed_energies_sum_exactly()
    {
        // 0.1 + 0.2 is not 0.3 in doubles; these parts would not sum either.
        long[] parts = [100_000, 200_000, 3_333_333_333_333, 7];
        var components = parts.Select(part => GpuRun.Part("cpu", "", part, "measured", "rapl-perf", null, 0)).ToArray();
        var total = GpuRun.Record.Total with { EnergyJ = Energy.FromMicrojoules(parts.Sum()) };
        var root = JsonDocument.Parse(Text(GpuRun.Record with { Components = components, Total = total })).RootElement;
        Assert.Equal(
            root.GetProperty("total").GetProperty("energy_j").GetDecimal(),
            root.GetProperty("components").EnumerateArray().Sum(part => part.GetProperty("energy_j").GetDecimal()));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(5e-324)]
    [InlineData(1.7976931348623157e308)]
    public void Doubles_read_back_to_the_same_bits(double value)
        => Assert.Equal(value, Parsed(Text(GpuRun.Record with { Total = GpuRun.Record.Total with { MeanPowerW = value } })).Total.MeanPowerW);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_null_and_reads_back_as_not_a_number(double value)
    {
        string json = Text(GpuRun.Record with { Total = GpuRun.Record.Total with { BandJ = value } });
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(json).RootElement.GetProperty("total").GetProperty("band_j").ValueKind);
        Assert.True(double.IsNaN(Parsed(json).Total.BandJ));
    }

    [Fact]
    public void A_record_reads_back_to_what_it_was()
    {
        foreach (var record in new[] { GpuRun.Record, VmRun.Record, LiveRun.Record })
        {
            string json = Text(record);
            var read = Parsed(json);
            Assert.Equal(json, Text(read));
            Assert.Equal(record.Run.Tags, read.Run.Tags);
            Assert.Equal(record.Run with { Tags = read.Run.Tags }, read.Run);
            Assert.Equal(record.Impact with { Costs = [], Embodied = [], Grid = record.Impact.Grid with { Parts = [] } }, read.Impact with { Costs = [], Embodied = [], Grid = read.Impact.Grid with { Parts = [] } });
            Assert.Equal(record.Impact.Costs, read.Impact.Costs);
            Assert.Equal(record.Impact.Embodied, read.Impact.Embodied);
            Assert.Equal(record.Impact.Grid.Parts, read.Impact.Grid.Parts);
            Assert.Equal(record.Processes, read.Processes);
        }
    }

    [Fact]
    public void Hostile_names_stay_one_json_string()
    {
        const string name = "\"},{\n\u001b[2J\0\u0085 \u202e é 日本 \ud800";
        string json = Text(GpuRun.Record with { Run = GpuRun.Record.Run with { Name = name } });
        Assert.DoesNotContain('\u001b', json);
        Assert.DoesNotContain('\u0085', json);
        Assert.Equal(name.Replace('\ud800', '\ufffd'), Parsed(json).Run.Name);
    }

    [Fact]
    public void Bytes_are_utf8_without_a_mark_and_end_in_one_line_feed()
    {
        using var stream = new MemoryStream();
        RunJson.Write(stream, GpuRun.Record);
        byte[] bytes = stream.ToArray();
        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal("}\n"u8.ToArray(), bytes[^2..]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal(Text(GpuRun.Record), Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void A_byte_order_mark_and_unknown_keys_are_passed_over()
    {
        string json = "\ufeff" + Text(GpuRun.Record).Replace("\"schema\"", "\"later\": {\"schema\": 3}, \"schema\"", StringComparison.Ordinal);
        Assert.Equal("r-8c41", Parsed(json).Run.Id);
    }

    [Theory]
    [InlineData("", "not JSON, line 1, byte 1")]
    [InlineData("{\"schema\":\n oops}", "not JSON, line 2, byte 2")]
    [InlineData("[1]", "not a run record: the document is not an object")]
    [InlineData("null", "not a run record: the document is not an object")]
    [InlineData("{}", "not a run record: it has no `schema`")]
    [InlineData("{\"schema\": 1}", "not a run record: it has no `schema`")]
    [InlineData("{\"schema\": \"ecocode.run/2\"}", "the record's schema is `ecocode.run/2`, and this version reads `ecocode.run/1` only")]
    [InlineData("{\"schema\": \"ecocode.run/1\"}", "`$` does not fit `ecocode.run/1`, line 1, byte 28: a key is missing, doubled or of the wrong kind")]
    public void Garbage_is_refused_with_its_place(string json, string expected) => Assert.Equal(expected, Refusal(json));

    [Theory]
    [InlineData("\"energy_j\": 521400.000001,", "\"energy_j\": \"521400.000001\",", "$.total.energy_j")]
    [InlineData("\"energy_j\": 521400.000001,", "\"energy_j\": 0.0000001,", "$.total.energy_j")]
    [InlineData("\"energy_j\": 521400.000001,", "\"energy_j\": 9223372036854.775808,", "$.total.energy_j")]
    [InlineData("\"energy_j\": 521400.000001,", "\"energy_j\": 1e400,", "$.total.energy_j")]
    [InlineData("\"duration_s\": 761,", "\"duration_s\": 1e999,", "$.run.duration_s")]
    [InlineData("\"name\": \"resnet-b256\",", "\"name\": null,", "$.run.name")]
    [InlineData("\"name\": \"resnet-b256\",", "\"name\": \"a\", \"name\": \"b\",", "$.run.name")]
    [InlineData("\"interrupted\": false,", "", "$.run")]
    [InlineData("\"missing\": []", "\"missing\": null", "$.total.missing")]
    public void A_value_that_does_not_fit_is_named(string whole, string broken, string place)
    {
        string json = Text(GpuRun.Record);
        Assert.Contains(whole, json, StringComparison.Ordinal);
        int at = json.IndexOf(whole, StringComparison.Ordinal);
        Assert.StartsWith($"`{place}` does not fit", Refusal(json[..at] + broken + json[(at + whole.Length)..]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_with_a_hole_is_refused()
    {
        string json = Text(GpuRun.Record).Replace("\"phases\": [", "\"phases\": [null,", StringComparison.Ordinal);
        Assert.Equal("not a run record: an item of a list is `null`", Refusal(json));
    }

    [Fact]
    public void Every_truncation_of_a_record_is_refused_and_none_throws()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Text(VmRun.Record));
        for (int length = 0; length < whole.Length - 2; length++)
        {
            Assert.False(RunJson.TryParse(whole.AsSpan(0, length), out _, out string? error), $"at {length}");
            Assert.NotEmpty(error);
        }
    }

    private static string Refusal(string json)
    {
        Assert.False(RunJson.TryParse(Encoding.UTF8.GetBytes(json), out var record, out string? error));
        Assert.Null(record);
        return error;
    }

    private static RunRecord Parsed(string json)
    {
        Assert.True(RunJson.TryParse(Encoding.UTF8.GetBytes(json), out var record, out string? error), error);
        return record;
    }

    private static string Text(RunRecord record)
    {
        using var text = new StringWriter();
        RunJson.Write(text, record);
        return text.ToString();
    }
}
