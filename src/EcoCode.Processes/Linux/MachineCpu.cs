using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>Chooses the account of the machine's CPU time that stands on the same footing as that of a tree.</summary>
/// <remarks>
/// Processes are charged by the scheduler, to the nanosecond. /proc/stat's user and system times are not: they are sampled by
/// the timer tick and miss whatever sleeps before it comes (docs/attribution.md: −42 % for two processes that wake every 100 µs). So,
/// in this order: the root of a version 1 cpuacct hierarchy, which the scheduler charges as well; then what the processors were not
/// idle, which a tickless kernel counts by the clock.
/// </remarks>
public static class MachineCpu
{
    /// <summary>Opens the best account of the whole host.</summary>
    public static IMachineCpu OfHost(PseudoFs sys, PseudoFs proc, CpuTopology topology, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var stat = new StatCpu(proc, topology, time);
        return CgroupRootCpu.TryOpen(sys, topology, stat) ?? (IMachineCpu)stat;
    }

    /// <summary>Opens the account of the container that this process runs in; null when its cgroup does not tell.</summary>
    /// <param name="sys">The /sys of the container.</param>
    /// <param name="proc">The /proc of the container.</param>
    /// <param name="processors">The container's CPU quota.</param>
    public static IMachineCpu? OfContainer(PseudoFs sys, PseudoFs proc, double processors)
        => CgroupPaths.OwnForCpuTime(sys, proc) is (string folder, bool version1) && CgroupUsage.TryOpen(sys, folder, version1) is { } usage
            ? new ContainerCpu(usage, processors)
            : null;
}
