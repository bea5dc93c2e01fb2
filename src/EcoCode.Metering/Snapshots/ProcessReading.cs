using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;

namespace EcoCode.Metering.Snapshots;

/// <summary>One process at one tick, immutable. A process of which nothing changed has the same object in the next snapshot.</summary>
/// <remarks>All kernel threads together are one, named <c>[kernel]</c>, with the key of kthreadd.</remarks>
public sealed record ProcessReading
{
    /// <summary>Its identity: pids are used again.</summary>
    public required ProcessKey Key { get; init; }

    /// <summary>Pid of its parent now; 0 of the first process, of <c>[kernel]</c>, and in a container of what was put in from outside.</summary>
    public required int Parent { get; init; }

    /// <summary>The kernel's name of it, at most 15 bytes, with control characters and undecodable bytes replaced.</summary>
    public required string Name { get; init; }

    /// <summary>Its effective user id; <c>null</c> when not told.</summary>
    public required int? UserId { get; init; }

    /// <summary>The name of that user, the number where it has none, or empty when not told.</summary>
    public required string User { get; init; }

    /// <summary>Its threads; of <c>[kernel]</c> the number of kernel threads.</summary>
    public required int Threads { get; init; }

    /// <summary>What it was doing at the tick.</summary>
    public required ProcessState State { get; init; }

    /// <summary>CPU time since its start: its own threads', and that of <see cref="ShortLived"/>.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>The part of <see cref="CpuTime"/>, since the begin, of children that lived between two ticks and that it waited for.</summary>
    public required TimeSpan ShortLived { get; init; }

    /// <summary>CPU time over the interval, in processors: 1 is one of them, busy all the time.</summary>
    public required double Cores { get; init; }

    /// <summary>Resident memory, bytes; 0 once ended.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>Energy since the begin.</summary>
    public required EnergySplit Energy { get; init; }

    /// <summary>Power over the interval.</summary>
    public required PowerSplit Power { get; init; }

    /// <summary>Time over the interval that GPUs have worked for it, in GPUs: 1 is one of them, all the time.</summary>
    public required double GpuUse { get; init; }

    /// <summary>Memory that it holds on GPUs, bytes.</summary>
    public required long GpuMemoryBytes { get; init; }

    /// <summary>When it was first seen to have ended, which is up to an interval late; <c>null</c> while it lives.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Where it belongs: its cgroup, container, pod, job, unit.</summary>
    public required ProcessGroup Group { get; init; }

    /// <summary>The path of its cgroup, from the root of the hierarchy that tells most; empty when not told.</summary>
    public string Cgroup => Group.Cgroup;

    /// <summary>Power of GPUs over the interval.</summary>
    public Power GpuPower => Power.Gpu;
}
