using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Snapshots;

/// <summary>One source of energy figures at one tick, immutable.</summary>
public sealed record SourceReading
{
    /// <summary>The sensor's name.</summary>
    public required SensorId Id { get; init; }

    /// <summary>Which part of the machine it stands for.</summary>
    public required Component Component { get; init; }

    /// <summary>Which one of that part: <c>package 0</c>, <c>2 vCPU</c>; of a GPU its number.</summary>
    public required string Device { get; init; }

    /// <summary>How it is read: <c>rapl-perf</c>, <c>model-tdp</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The socket whose processes cause it (a physical id); <c>null</c> when it stands for all sockets, or is told by another machine.</summary>
    public int? Socket { get; init; }

    /// <summary>Whether it is a sensor or a model.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>
    /// Its part of the machine's energy since the begin. Of a meter of the whole machine that is what it shows beyond the sources of parts,
    /// so that all sources can be added.
    /// </summary>
    public required Energy Energy { get; init; }

    /// <summary><see cref="Energy"/> over the interval.</summary>
    public required Power Power { get; init; }

    /// <summary>All that it has shown itself since the begin; of a meter of the whole machine the energy of the parts is in it.</summary>
    public required Energy Shown { get; init; }

    /// <summary><see cref="Shown"/> over the interval.</summary>
    public required Power ShownPower { get; init; }

    /// <summary>What it may draw by its power limit or, in a model, its rated power; <c>null</c> when not known.</summary>
    public Power? Limit { get; init; }

    /// <summary>How far <see cref="Energy"/> may be off.</summary>
    public required Band Band { get; init; }

    /// <summary>Whether it is read now.</summary>
    public required SourceState State { get; init; }

    /// <summary>Why it could not be read the last time that it could not; <see cref="ReadOutcome.Ok"/> when it always could.</summary>
    public required ReadOutcome LastFailure { get; init; }

    /// <summary>Why it was given up, for people, when <see cref="State"/> says that it was.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it could not be read.</summary>
    public required int Failures { get; init; }

    /// <summary>How often its counter began again elsewhere than at the end of its range.</summary>
    public required int Resets { get; init; }

    /// <summary>Time since the begin of which nothing is known.</summary>
    public required TimeSpan Missing { get; init; }

    /// <summary>The figures of the GPU that it stands for; <c>null</c> of anything else.</summary>
    public GpuReading? Gpu { get; init; }
}
