using EcoCode.Ledger;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;

namespace EcoCode.Tui.Replays;

/// <summary>A process of a record as it would have been read at the end of the run.</summary>
internal static class ReplayedProcess
{
    internal static ProcessReading Of(RunProcess process, EnergySplit energy, TimeSpan duration) => new()
    {
        Key = new ProcessKey(process.Pid, process.Started),
        Parent = process.Ppid,
        Name = process.Name,
        UserId = null,
        User = "",
        Threads = 0,
        State = ProcessState.Unknown,
        CpuTime = TimeSpan.FromSeconds(process.CpuS),
        ShortLived = TimeSpan.Zero,
        Cores = duration > TimeSpan.Zero ? process.CpuS / duration.TotalSeconds : 0,
        ResidentBytes = 0,
        Energy = energy,
        Power = energy / duration,
        GpuUse = duration > TimeSpan.Zero ? (process.GpuS ?? 0) / duration.TotalSeconds : 0,
        GpuMemoryBytes = 0,
        Group = ProcessGroup.None,
    };
}
