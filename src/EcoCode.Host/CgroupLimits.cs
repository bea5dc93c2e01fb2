using System.Globalization;

namespace EcoCode.Host;

/// <summary>How much of the machine the control groups leave to this process.</summary>
/// <remarks>
/// Only what a container runtime or a service manager set counts. An affinity mask that a user put on (taskset) does not make the
/// machine smaller: its other processors stay someone else's.
/// Layouts: the kernel's Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/{cpusets,memory}.rst, scheduler/sched-bwc.rst.
/// </remarks>
/// <param name="Cpus">Processors' worth of CPU time, above 0, the smaller of quota and cpuset; <c>null</c> when not limited.</param>
/// <param name="MemoryBytes">Bytes of memory, above 0; <c>null</c> when not limited.</param>
public sealed record CgroupLimits(double? Cpus, long? MemoryBytes)
{
    /// <summary>Version 1 writes "no limit" as the largest multiple of the page size, some 2^63; no machine has 2^60 bytes.</summary>
    private const long Unlimited = 1L << 60;

    /// <summary>The whole machine.</summary>
    public static CgroupLimits None { get; } = new(null, null);

    /// <summary>Reads the limits along this process's path in each hierarchy, from its own group up to the root of the mount.</summary>
    /// <param name="sys">Where <c>fs/cgroup</c> is.</param>
    /// <param name="proc">Where <c>self/cgroup</c> is.</param>
    /// <remarks>
    /// A limit that can't be read or understood is no limit. Inside a container the path may name groups that its mount does not
    /// show; the mount's root is then the container's own group and is always read.
    /// </remarks>
    public static CgroupLimits Read(PseudoFs sys, PseudoFs proc)
    {
        ArgumentNullException.ThrowIfNull(sys);
        ArgumentNullException.ThrowIfNull(proc);
        if (proc.TryReadText("self/cgroup", out string text) != ReadOutcome.Ok) return None;
        double? cpus = null;
        long? memory = null;
        foreach (string line in text.Split('\n'))
        {
            string[] fields = line.Split(':', 3);
            if (fields.Length < 3) continue;
            foreach (string group in Groups(sys, fields[1], fields[2]))
            {
                cpus = Smaller(cpus, Smaller(Quota(sys, group), Cpuset(sys, group)));
                memory = Memory(sys, group) is { } bytes ? Math.Min(bytes, memory ?? bytes) : memory;
            }
        }

        return new(cpus, memory);
    }

    private static double? Smaller(double? left, double? right)
        => left is { } a && right is { } b ? Math.Min(a, b) : left ?? right;

    /// <summary>The groups of one line of self/cgroup, from the process's own up to the mount's root, as paths below /sys.</summary>
    private static IEnumerable<string> Groups(PseudoFs sys, string controllers, string path)
    {
        foreach (string mount in Mounts(controllers).Where(sys.Exists))
        {
            // A process outside the root of its cgroup namespace sees "/.."; nothing above the mount's root can be read.
            for (string group = path.Contains("..", StringComparison.Ordinal) ? "" : path.TrimEnd('/');
                group.Length > 0;
                group = group[..Math.Max(0, group.LastIndexOf('/'))])
                yield return mount + group;
            yield return mount;
        }
    }

    /// <summary>Where a hierarchy is mounted by convention: all together, by the joined name, or by the name of one controller.</summary>
    private static IEnumerable<string> Mounts(string controllers)
        => controllers.Length == 0
            ? ["fs/cgroup", "fs/cgroup/unified"]
            : controllers.Split(',').Append(controllers).Distinct().Select(name => "fs/cgroup/" + name);

    private static double? Quota(PseudoFs sys, string group)
    {
        if (sys.TryReadText(group + "/cpu.max", out string text) == ReadOutcome.Ok)
        {
            string[] fields = text.Split(' ');
            return fields.Length == 2 && Count(fields[0]) is { } quota && Count(fields[1]) is { } period ? (double)quota / period : null;
        }

        return sys.TryReadInteger(group + "/cpu.cfs_quota_us", out long micros) == ReadOutcome.Ok && micros > 0
            && sys.TryReadInteger(group + "/cpu.cfs_period_us", out long per) == ReadOutcome.Ok && per > 0
            ? (double)micros / per
            : null;
    }

    /// <summary>The size of the group's cpuset when it is smaller than the machine.</summary>
    private static double? Cpuset(PseudoFs sys, string group)
        => Size(sys, group + "/cpuset.cpus.effective", group + "/cpuset.effective_cpus", group + "/cpuset.cpus") is { } size
            && Size(sys, "devices/system/cpu/online") is { } online && size < online
            ? size
            : null;

    private static int? Size(PseudoFs sys, params ReadOnlySpan<string> files)
    {
        foreach (string file in files)
            if (sys.TryReadText(file, out string text) == ReadOutcome.Ok && ListLength(text) is { } length)
                return length;
        return null;
    }

    /// <summary>How many numbers a kernel list like <c>0-3,8</c> holds; <c>null</c> when it is empty or no such list.</summary>
    private static int? ListLength(string list)
    {
        long length = 0;
        foreach (string range in list.Split(','))
        {
            int dash = range.IndexOf('-', StringComparison.Ordinal);
            if (!int.TryParse(dash < 0 ? range : range[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(dash < 0 ? range : range[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                || last < first)
                return null;
            length += (long)last - first + 1;
        }

        return length <= int.MaxValue ? (int)length : null;
    }

    private static long? Memory(PseudoFs sys, string group)
        => (sys.TryReadInteger(group + "/memory.max", out long bytes) == ReadOutcome.Ok
                || sys.TryReadInteger(group + "/memory.limit_in_bytes", out bytes) == ReadOutcome.Ok)
            && bytes is > 0 and < Unlimited
            ? bytes
            : null;

    private static long? Count(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count > 0 ? count : null;
}
