using System.Text;
using System.Text.Json;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Tests.Runs;

namespace EcoCode.Ledger.Tests.Export;

public sealed class JsonExportTests
{
    [Fact]
    public void Json_lines_are_one_record_each()
    {
        string[] lines = StoredRuns.Exported(ExportFormat.JsonLines, default, StoredRuns.Gpu, StoredRuns.Hostile).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("", lines[2]);
        Assert.True(RunJson.TryParse(Encoding.UTF8.GetBytes(lines[0]), out RunRecord? record, out _));
        Assert.Equal(Written(StoredRuns.Gpu.Record), Written(record));
    }

    [Fact]
    public void One_run_is_the_object_that_a_run_writes() => Assert.Equal(Written(StoredRuns.Gpu.Record), StoredRuns.Exported(ExportFormat.Json, default, StoredRuns.Gpu));

    [Fact]
    public void All_runs_are_an_array_even_when_there_are_none()
    {
        Assert.Equal("[]\n", StoredRuns.Exported(ExportFormat.Json, default));
        using JsonDocument many = JsonDocument.Parse(StoredRuns.Exported(ExportFormat.Json, default, StoredRuns.Gpu, StoredRuns.Vm));
        Assert.Equal(["r-8c41", "r-01ab"], many.RootElement.EnumerateArray().Select(run => run.GetProperty("run").GetProperty("id").GetString()));
    }

    private static string Written(RunRecord record)
    {
        using var text = new StringWriter();
        RunJson.Write(text, record);
        return text.ToString();
    }
}
