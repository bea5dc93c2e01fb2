using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>Chooses the best clock of a whole tree that this process is allowed.</summary>
public static class TreeClocks
{
    /// <summary>A cgroup of its own where one may be made without changing how anything is scheduled, else a perf counter, else none.</summary>
    /// <remarks>To be called on the thread that will start the command.</remarks>
    public static ITreeClock? Open(PseudoFs sys, PseudoFs proc) => (ITreeClock?)CgroupTreeClock.TryMake(sys, proc) ?? PerfTreeClock.TryOpen();
}
