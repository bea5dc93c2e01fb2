using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Runs;

/// <summary>A training that told of its steps and of figures of its own.</summary>
internal static class TrainedRun
{
    internal static RunRecord Record { get; } = GpuRun.Record with
    {
        Run = GpuRun.Record.Run with { Kind = "sidecar", ExitCode = null },
        Steps = [new("step", 5000, Energy.FromMicrojoules(500_000_000_001), Energy.FromMicrojoules(90_000_000), Energy.FromMicrojoules(212_000_000))],
        Metrics = [new("tokens", 2048, 10_240_000, 2048, 2048, 5000, 0.0509), new("lo|ss", 0.31, 2345.5, -0.25, 4, 5000, 222.3), new("nothing", 0, 0, 0, 0, 1, null)],
    };
}
