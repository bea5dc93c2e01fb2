using EcoCode.Metering.Attribution;
using EcoCode.Processes;
using EcoCode.Quantities;

namespace EcoCode.Metering.Snapshots;

/// <summary>The whole machine at one tick: what its sources showed, and who is charged with it. Immutable, and read by any thread.</summary>
/// <remarks>
/// At every snapshot, of each kind of source and of all together, to the microjoule: the energies of <see cref="Processes"/> +
/// <see cref="Ended"/> + <see cref="Unseen"/> + <see cref="EcoCode"/> + <see cref="IdleAndRest"/> = <see cref="Energy"/> = the sum over
/// <see cref="Sources"/>. Every energy is a total since the begin, and only <see cref="Processes"/> lose rows, to <see cref="Ended"/>.
/// </remarks>
public sealed record MachineSnapshot
{
    /// <summary>Which snapshot since the begin it is, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>When it was taken, by the wall clock.</summary>
    public required DateTimeOffset Taken { get; init; }

    /// <summary>Time from the begin to it, by the monotonic clock.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Time since the snapshot before it: what every power and every <c>Cores</c> is the mean of.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Who bears idle power.</summary>
    public required AttributionMode Mode { get; init; }

    /// <summary>Processors that can be busy at once; fewer than the machine's in a container with a quota.</summary>
    public required double Processors { get; init; }

    /// <summary>CPU time of everything that ran over the interval, in processors: 1 is one of them, busy all the time.</summary>
    public required double Cores { get; init; }

    /// <summary>Memory of the machine, bytes; <c>null</c> when not known.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Memory in use, bytes; <c>null</c> when not known.</summary>
    public long? MemoryUsedBytes { get; init; }

    /// <summary>Every source that energy was taken of, also those that were lost since.</summary>
    public required IReadOnlyList<SourceReading> Sources { get; init; }

    /// <summary>Every process that can be seen but EcoCode's own, and those that ended within the last 30 s; in the order in which they were first seen.</summary>
    public required IReadOnlyList<ProcessReading> Processes { get; init; }

    /// <summary>Users, units, containers, pods and jobs, kind by kind, with what their ended processes used.</summary>
    public required IReadOnlyList<GroupReading> Groups { get; init; }

    /// <summary>Whether all processes of the machine could be seen.</summary>
    public required ProcessSight Sight { get; init; }

    /// <summary>Processes that ended and are not among <see cref="Processes"/> any more.</summary>
    public required PartReading Ended { get; init; }

    /// <summary>Processes that were never seen: those that lived between two ticks only, and those that are hidden from this user.</summary>
    public required PartReading Unseen { get; init; }

    /// <summary>EcoCode itself.</summary>
    public required PartReading EcoCode { get; init; }

    /// <summary>What nobody is charged.</summary>
    public required PartReading IdleAndRest { get; init; }

    /// <summary>Energy of the machine since the begin.</summary>
    public required EnergySplit Energy { get; init; }

    /// <summary>Power of the machine over the interval.</summary>
    public required PowerSplit Power { get; init; }

    /// <summary>How far <see cref="Energy"/> may be off, all sources together.</summary>
    public required Band Band { get; init; }
}
