using System.Text;
using System.Text.Json.Nodes;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Runs;
using static EcoCode.Ledger.Tests.Runs.StoredRuns;

namespace EcoCode.Ledger.Tests.Export;

/// <summary>Steps and metrics of a program in every form that has them.</summary>
public sealed class TrainedRunTests
{
    private static readonly StoredRun Run = Gpu with { Record = TrainedRun.Record };

    [Fact]
    public void A_record_with_steps_and_metrics_reads_back_to_the_same()
    {
        Assert.True(RunJson.TryParse(Json(TrainedRun.Record), out RunRecord? record, out string? error), error);
        Assert.Equal(TrainedRun.Record.Steps, record.Steps);
        Assert.Equal(TrainedRun.Record.Metrics, record.Metrics);
    }

    [Fact]
    public void A_record_of_before_there_were_any_has_none()
    {
        JsonObject document = JsonNode.Parse(Json(TrainedRun.Record))!.AsObject();
        Assert.True(document.Remove("steps") && document.Remove("metrics"));
        Assert.True(RunJson.TryParse(Encoding.UTF8.GetBytes(document.ToJsonString()), out RunRecord? record, out string? error), error);
        Assert.Equal((0, 0), (record.Steps.Count, record.Metrics.Count));
    }

    [Fact]
    public void Tables_have_a_row_for_each()
    {
        Assert.Equal(
            "run_id,step,count,energy_j,min_j,max_j\r\nr-8c41,step,5000,500000.000001,90,212\r\n".Replace("r-8c41", TrainedRun.Record.Run.Id, StringComparison.Ordinal),
            Exported(ExportFormat.Csv, ExportTable.Steps, Run));
        string id = TrainedRun.Record.Run.Id;
        Assert.Equal(
            $"run_id,metric,last,sum,min,max,count,energy_j_per_unit\r\n{id},tokens,2048,10240000,2048,2048,5000,0.0509\r\n{id},lo|ss,0.31,2345.5,-0.25,4,5000,222.3\r\n{id},nothing,0,0,0,0,1,\r\n",
            Exported(ExportFormat.Csv, ExportTable.Metrics, Run));
    }

    [Fact]
    public void Markdown_has_tables_of_both()
    {
        string text = Exported(ExportFormat.Markdown, ExportTable.Runs, Run);
        Assert.Contains("| step | 5000 | 500 kJ | 100 J | 90.0 J | 212 J |\n", text, StringComparison.Ordinal);
        Assert.Contains("| tokens | 2050 | 10200000 | 2050 | 2050 | 5000 | 0.0509 |\n", text, StringComparison.Ordinal);
        Assert.Contains("| lo\\|ss |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_and_points_name_them()
    {
        string id = TrainedRun.Record.Run.Id;
        string open = Exported(ExportFormat.OpenMetrics, ExportTable.Runs, Run), influx = Exported(ExportFormat.Influx, ExportTable.Runs, Run);
        Assert.Contains($"ecocode_run_steps_energy_joules_total{{run=\"{id}\",steps=\"step\"}} 500000.000001\n", open, StringComparison.Ordinal);
        Assert.Contains($"ecocode_run_steps_total{{run=\"{id}\",steps=\"step\"}} 5000\n", open, StringComparison.Ordinal);
        Assert.Contains($"ecocode_run_metric{{run=\"{id}\",metric=\"tokens\"}} 2048\n", open, StringComparison.Ordinal);
        Assert.Contains(",steps=step ", influx, StringComparison.Ordinal);
        Assert.Contains(",metric=tokens ", influx, StringComparison.Ordinal);
    }

    private static byte[] Json(RunRecord record)
    {
        using var stream = new MemoryStream();
        RunJson.Write(stream, record);
        return stream.ToArray();
    }
}
