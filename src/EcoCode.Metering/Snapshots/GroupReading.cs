using EcoCode.Processes;
using EcoCode.Processes.Grouping;

namespace EcoCode.Metering.Snapshots;

/// <summary>All processes of one user, unit, container, pod, job or tree at one tick, immutable.</summary>
/// <remarks>
/// At every snapshot the energies of all groups of one kind sum to those of <see cref="MachineSnapshot.Processes"/> and
/// <see cref="MachineSnapshot.Ended"/>, to the microjoule. What a process was charged stays with the group that it was in at the time.
/// </remarks>
public sealed record GroupReading
{
    /// <summary>The <see cref="Id"/> of what is left of groups that are gone, and of processes that ended before it was known where they belong.</summary>
    public const string Gone = "(gone)";

    /// <summary>What it is.</summary>
    public required GroupKind Kind { get; init; }

    /// <summary>Which one; empty of those that belong to none of the kind.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the user, or of a tree's root; the same as <see cref="Id"/> of the other kinds.</summary>
    public required string Name { get; init; }

    /// <summary>What the cgroup of its newest process tells, for further labels; <c>null</c> of <see cref="Gone"/>.</summary>
    public required ProcessGroup? Group { get; init; }

    /// <summary>Of a tree its root; <c>null</c> of the other kinds and of <see cref="Gone"/>.</summary>
    public ProcessKey? Root { get; init; }

    /// <summary>Of a tree the user of its root; empty of the other kinds.</summary>
    public string User { get; init; } = "";

    /// <summary>Energy since the begin, of ended processes as well.</summary>
    public required EnergySplit Energy { get; init; }

    /// <summary>Power over the interval.</summary>
    public required PowerSplit Power { get; init; }

    /// <summary>CPU time since the begin, of ended processes as well.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>CPU time over the interval, in processors.</summary>
    public required double Cores { get; init; }

    /// <summary>Resident memory of its processes, bytes; pages that several share count in each.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>Memory that they hold on GPUs, bytes.</summary>
    public required long GpuMemoryBytes { get; init; }

    /// <summary>How many of its processes live.</summary>
    public required int Processes { get; init; }
}
