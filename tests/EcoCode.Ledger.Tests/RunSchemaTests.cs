using System.Text.Json;
using System.Text.Json.Nodes;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Tests.Runs;

namespace EcoCode.Ledger.Tests;

public sealed class RunSchemaTests
{
    private static readonly JsonElement Schema = Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ecocode.run.1.json")));

    [Fact]
    public void A_full_record_fits_the_schema() => Assert.Empty(Faults(Json(GpuRun.Record)));

    [Fact]
    public void A_record_with_live_figures_fits_the_schema() => Assert.Empty(Faults(Json(LiveRun.Record)));

    [Fact]
    public void A_sparse_record_fits_the_schema() => Assert.Empty(Faults(Json(VmRun.Record)));

    [Fact]
    public void A_record_with_unknown_bands_and_powers_fits_the_schema()
    {
        var run = GpuRun.Record;
        var total = run.Total with { BandJ = double.NaN, MeanPowerW = double.NaN, PeakPowerW = double.PositiveInfinity };
        var record = run with { Total = total, History = new(15.2, [1, double.NaN]), Self = run.Self with { OverheadRatio = double.NaN } };
        Assert.Empty(Faults(Json(record)));
    }

    [Theory]
    [InlineData("total", "energy_j", "\"12\"", "$.total.energy_j: type")]
    [InlineData("total", "energy_j", "-1", "$.total.energy_j: minimum")]
    [InlineData("run", "attribution", "\"fair\"", "$.run.attribution: enum")]
    [InlineData("run", "exit_code", "1.5", "$.run.exit_code: type")]
    [InlineData("run", "exit_code", "256", "$.run.exit_code: maximum")]
    [InlineData("run", "started", "\"yesterday\"", "$.run.started: format")]
    [InlineData("run", "started", "\"2026-08-22T13:54:19\"", "$.run.started: format")]
    [InlineData("run", "id", "\"42\"", "$.run.id: pattern")]
    [InlineData("run", "interval_s", "0", "$.run.interval_s: exclusiveMinimum")]
    [InlineData("run", "tags", "{\"a\": 1}", "$.run.tags.a: type")]
    [InlineData("impact", "pue", "0.9", "$.impact.pue: minimum")]
    [InlineData("impact", "costs", "[{\"of\": \"coffee\"}]", "$.impact.costs[0]")]
    [InlineData("impact", "marginal", "{}", "$.impact.marginal: anyOf")]
    [InlineData("impact", "cost", "{\"amount\": 1}", "$.impact.cost: anyOf")]
    [InlineData("impact", "note", "\"extra\"", "$.impact: additionalProperties")]
    [InlineData("total", "missing", "[{\"component\": \"gpu\", \"device\": \"0\", \"seconds\": 1, \"reason\": \"\"}]", "$.total.missing[0].reason: minLength")]
    public void A_broken_value_is_refused(string part, string key, string value, string expected)
    {
        var document = JsonNode.Parse(Json(GpuRun.Record))!;
        document[part]![key] = JsonNode.Parse(value);
        Assert.Contains(Faults(document.ToJsonString()), fault => fault.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_without_any_one_of_its_keys_is_refused()
    {
        int removed = 0;
        foreach (var part in JsonNode.Parse(Json(GpuRun.Record))!.AsObject())
        {
            foreach (string key in part.Value is JsonObject inner ? inner.Select(pair => pair.Key) : [])
            {
                var document = JsonNode.Parse(Json(GpuRun.Record))!;
                document[part.Key]!.AsObject().Remove(key);
                Assert.NotEmpty(Faults(document.ToJsonString()));
                removed++;
            }
        }

        Assert.Equal(47, removed);
    }

    [Fact]
    public void More_than_60_powers_are_refused()
    {
        var document = JsonNode.Parse(Json(GpuRun.Record))!;
        document["history"]!["power_w"] = new JsonArray([.. Enumerable.Range(0, 61).Select(i => (JsonNode)i)]);
        Assert.StartsWith("$.history.power_w: maxItems", Assert.Single(Faults(document.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_is_refused()
        => Assert.Contains("const", Assert.Single(Faults(Json(GpuRun.Record with { Schema = "ecocode.run/2" }))), StringComparison.Ordinal);

    [Fact]
    public void The_check_does_not_pass_over_keywords_that_it_does_not_know()
        => Assert.Throws<NotSupportedException>(() => SchemaCheck.Faults(Parse("""{"multipleOf": 2}"""), Parse("3")));

    [Fact]
    public void Every_object_is_closed_and_every_key_is_required_and_described()
    {
        int keys = 0;
        Walk(Schema, "$");
        Assert.True(keys > 70, $"only {keys} keys were seen");

        void Walk(JsonElement node, string place)
        {
            if (node.ValueKind == JsonValueKind.Array) foreach (var item in node.EnumerateArray()) Walk(item, place + "[]");
            if (node.ValueKind != JsonValueKind.Object) return;
            if (node.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            {
                Assert.False(node.GetProperty("additionalProperties").GetBoolean(), place);
                Assert.Equal(properties.EnumerateObject().Select(key => key.Name), node.GetProperty("required").EnumerateArray().Select(key => key.GetString()));
                foreach (var property in properties.EnumerateObject())
                {
                    Assert.False(string.IsNullOrEmpty(property.Value.GetProperty("description").GetString()), $"{place}.{property.Name}");
                    keys++;
                }
            }

            foreach (var child in node.EnumerateObject()) Walk(child.Value, $"{place}.{child.Name}");
        }
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static IReadOnlyList<string> Faults(string json) => SchemaCheck.Faults(Schema, Parse(json));

    private static string Json(RunRecord record)
    {
        using var text = new StringWriter();
        RunJson.Write(text, record);
        return text.ToString();
    }
}
