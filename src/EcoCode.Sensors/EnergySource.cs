using EcoCode.Quantities;

namespace EcoCode.Sensors;

/// <summary>One place that energy figures come from, with all that a reader of the figures must know about it.</summary>
public sealed record EnergySource
{
    /// <summary>A source that counts energy.</summary>
    public EnergySource(IEnergyCounter counter)
    {
        ArgumentNullException.ThrowIfNull(counter);
        Counter = counter;
    }

    /// <summary>A source that tells power.</summary>
    public EnergySource(IPowerGauge gauge)
    {
        ArgumentNullException.ThrowIfNull(gauge);
        Gauge = gauge;
    }

    /// <summary>A source of one kind or the other, whose description is the same: exactly one of the two is given.</summary>
    internal EnergySource(IEnergyCounter? counter, IPowerGauge? gauge) => (Counter, Gauge) = (counter, gauge);

    /// <summary>The counter, when the sensor counts energy; exactly one of this and <see cref="Gauge"/> is set.</summary>
    public IEnergyCounter? Counter { get; }

    /// <summary>The gauge, when the sensor tells power.</summary>
    public IPowerGauge? Gauge { get; }

    /// <summary>The sensor's name.</summary>
    public SensorId Id => Counter?.Id ?? Gauge!.Id;

    /// <summary>Which part of the machine it stands for.</summary>
    public required Component Component { get; init; }

    /// <summary>Which one of that part, for people: <c>package 0</c>, <c>2 vCPU</c>, <c>PDU outlet</c>.</summary>
    public required string Device { get; init; }

    /// <summary>The socket whose processes cause it (a physical id of /proc/cpuinfo); <c>null</c> when it stands for all sockets.</summary>
    public int? Socket { get; init; }

    /// <summary>Whether a CPU's figure has the energy of its memory in it, so that memory must not be added.</summary>
    public bool IncludesMemory { get; init; }

    /// <summary><see cref="Provenance.Measured"/> or <see cref="Provenance.Modelled"/>.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Relative half-width of the uncertainty of the machine's figure: 0.05 is ± 5 %. Reasons: docs/accuracy.md.</summary>
    public required double RelativeBand { get; init; }

    /// <summary>How it is read, short and stable: <c>rapl-perf</c>, <c>rapl-powercap</c>, <c>hwmon</c>, <c>model-tdp</c>, <c>model-vcpu</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The file that is read, or where the numbers of a model come from (ids of <c>data/sources.csv</c>).</summary>
    public required string Origin { get; init; }

    /// <summary>More than this can't be true of the device; it tells a wrap from a reset, and how often a counter that wraps must be read.</summary>
    public required Power Ceiling { get; init; }

    /// <summary>
    /// It must be read again within this time, however rare the ticks are: its power changes faster than that of other sensors, or its driver
    /// only notices a wrap of its own when it is asked. <c>null</c> when nothing is known beyond what its kind says.
    /// </summary>
    public TimeSpan? ReadWithin { get; init; }

    /// <summary>What the device may draw by its power limit, or is rated for; <c>null</c> when not known.</summary>
    public Power? Limit { get; init; }

    /// <summary>Power that it shows when nothing runs, where a model or a data sheet tells; <c>null</c> when not known.</summary>
    public Power? Idle { get; init; }
}
