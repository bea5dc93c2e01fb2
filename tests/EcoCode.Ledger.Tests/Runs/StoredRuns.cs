using EcoCode.Ledger.Export;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Runs;

/// <summary>Runs as a ledger would have them, with a course.</summary>
internal static class StoredRuns
{
    /// <summary>The training run, of which only the first second, the first ten and the last minute are kept; the last component came late.</summary>
    internal static StoredRun Gpu => new()
    {
        Record = GpuRun.Record,
        State = RunState.Finished,
        Parts = [new("gpu", "0"), new("cpu", "package 0"), new("dram", "package 0"), new("platform", "")],
        Samples =
        [
            new(0, 1, [Energy.FromMicrojoules(90_000_001), Energy.FromMicrojoules(2_500_000), Energy.Zero]),
            new(1, 9, [Energy.FromMicrojoules(2_000_000_000), Energy.FromMicrojoules(700_000_000), Energy.FromMicrojoules(9_000_000), Energy.FromMicrojoules(40_000_000)]),
        ],
    };

    internal static StoredRun Live => Gpu with { Record = LiveRun.Record };

    internal static StoredRun Vm => new() { Record = VmRun.Record, State = RunState.Interrupted, Parts = [], Samples = [] };

    /// <summary>Names with everything that a format may trip over.</summary>
    internal static StoredRun Hostile => Gpu with
    {
        Record = GpuRun.Record with
        {
            Run = GpuRun.Record.Run with
            {
                Name = "a,b=c d\"e\\\nf", Project = "=1+1; 'x'", Host = "ends in\\",
                Tags = new Dictionary<string, string> { ["k,1 =\""] = "v\r\n,= \\", ["empty"] = "" },
            },
            Phases = [new("ep,och \"1\"", 0, 10, Energy.FromMicrojoules(1)), new("ep,och \"1\"", 10, 20, Energy.FromMicrojoules(2))],
            Steps = [new("st,ep \"1\"", 2, Energy.FromMicrojoules(3), Energy.FromMicrojoules(1), Energy.FromMicrojoules(2))],
            Metrics = [new("to,kens=\"1\"\\", 1, 2, 1, 1, 2, 0.5)],
            Processes = [.. GpuRun.Record.Processes, GpuRun.Process(77, 1, " \"日本, \\", 0.5, 0, 0)],
            Total = GpuRun.Record.Total with { BandJ = double.NaN },
        },
    };

    /// <summary>The bytes of an export as text.</summary>
    internal static string Exported(ExportFormat format, ExportTable table, params StoredRun[] runs)
    {
        using var buffer = new MemoryStream();
        RunExport.Write(buffer, format, table, runs, many: runs.Length != 1);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
