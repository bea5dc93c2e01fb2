using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Modelled;

/// <summary>A counter that no hardware has: the energy that a CPU is estimated to use, from its busy CPU time.</summary>
/// <remarks>
/// Power is taken to rise in a straight line from idle to full with utilisation, so the integral is exact whatever happened between
/// two readings: E = P_idle · Δt + (P_full - P_idle) / n · Δbusy, with n processors. It never wraps, and never falls.
/// Time is monotonic and stands still while the machine is suspended, when there is nothing to model.
/// </remarks>
public sealed class ModelledCpu : IEnergyCounter
{
    private readonly CpuPowerModel _model;
    private readonly ICpuLoad _load;
    private readonly TimeProvider _time;
    private bool _started;
    private long _start;
    private TimeSpan _busyAtStart;
    private TimeSpan _busy;

    internal ModelledCpu(CpuPowerModel model, ICpuLoad load, TimeProvider time) => (_model, _load, _time) = (model, load, time);

    /// <inheritdoc/>
    public SensorId Id => new("model:cpu");

    /// <inheritdoc/>
    public Energy WrapsAt => Energy.MaxValue;

    /// <summary>The modelled CPU, or share of one, as the only source of its group.</summary>
    /// <param name="model">From <see cref="CpuPowerModel.Find"/>.</param>
    /// <param name="load">
    /// Busy time of the modelled machine: of the container where <paramref name="model"/> is limited to one, else of all processors.
    /// </param>
    /// <param name="time">The clock of the meter.</param>
    public static SourceGroup Source(CpuPowerModel model, ICpuLoad load, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(time);
        return new([
            new EnergySource(new ModelledCpu(model, load, time))
            {
                Component = Component.Cpu,
                Device = model.Device,
                Provenance = Provenance.Modelled,
                RelativeBand = model.RelativeBand,
                Method = model.Method,
                Origin = model.Origin,
                // CPU time reaches the kernel's books in steps, so over a short interval more than all of it may seem used.
                Ceiling = model.Burst * 2,
                Limit = model.Full,
                Idle = model.Idle,
                IncludesMemory = model.IncludesServer,
            },
        ]);
    }

    /// <inheritdoc/>
    public ReadOutcome TryRead(out Energy reading)
    {
        reading = Energy.Zero;
        if (!_load.TryReadBusy(out TimeSpan busy)) return ReadOutcome.NotSupported;
        long now = _time.GetTimestamp();
        if (!_started) (_started, _start, _busyAtStart, _busy) = (true, now, busy, busy);
        if (busy > _busy) _busy = busy;
        double elapsed = _time.GetElapsedTime(_start, now).TotalSeconds, used = (_busy - _busyAtStart).TotalSeconds;
        reading = Energy.FromJoules((_model.Idle.Watts * elapsed) + ((_model.Full - _model.Idle).Watts / _model.Cpus * used));
        return ReadOutcome.Ok;
    }
}
