using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.PerfEvents;

/// <summary>An energy event of the power PMU, counting on one processor for its package or die since it was opened.</summary>
/// <remarks>
/// The kernel extends the hardware's 32 bits to 64, so it does not wrap; and when the processor goes offline it moves the event to
/// another one of the same package (arch/x86/events/rapl.c), so there is nothing to reopen.
/// </remarks>
internal sealed class PerfEnergyCounter : IEnergyCounter, IDisposable
{
    private readonly PerfCounter _counter;
    private readonly MicrojouleScale _scale;

    private PerfEnergyCounter(SensorId id, PerfCounter counter, MicrojouleScale scale)
    {
        Id = id;
        _counter = counter;
        _scale = scale;
    }

    /// <inheritdoc/>
    public SensorId Id { get; }

    /// <inheritdoc/>
    public Energy WrapsAt => Energy.MaxValue;

    /// <summary>Opens an event for all processes on one processor.</summary>
    public static ReadOutcome TryOpen(PowerPmu pmu, PmuEvent which, int cpu, out PerfEnergyCounter? counter)
    {
        counter = null;
        // Nothing but type and config: the PMU refuses sampling, and exclusion of modes (PERF_PMU_CAP_NO_EXCLUDE).
        ReadOutcome outcome = PerfCounter.TryOpenOnProcessor(pmu.Type, which.Config, cpu, out PerfCounter? open);
        if (open is not null) counter = new(new($"perf:{which.Name}:cpu{cpu}"), open, which.Scale);
        return outcome;
    }

    /// <inheritdoc/>
    public ReadOutcome TryRead(out Energy reading)
    {
        reading = default;
        ReadOutcome outcome = _counter.TryRead(out ulong count);
        return outcome != ReadOutcome.Ok || _scale.TryConvert(count, out reading) ? outcome : ReadOutcome.Malformed;
    }

    /// <inheritdoc/>
    public void Dispose() => _counter.Dispose();
}
