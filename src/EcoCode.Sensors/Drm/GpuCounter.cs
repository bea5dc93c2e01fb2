using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Drm;

/// <summary>An energy counter of a GPU. While the GPU sleeps it stands still, and is not read, since that would wake the GPU.</summary>
/// <remarks>Where the GPU sleeps at the first reading, it counts from 0; the little that it draws between waking and being read is not known.</remarks>
internal abstract class GpuCounter(SensorId id, Sleep sleep) : IEnergyCounter
{
    private Energy? _last;
    private Energy _base;
    private bool _sleptAtFirst;

    public SensorId Id { get; } = id;

    public Energy WrapsAt => Energy.MaxValue;

    public ReadOutcome TryRead(out Energy reading)
    {
        reading = _last ?? Energy.Zero;
        if (sleep.IsAsleep)
        {
            _sleptAtFirst |= _last is null;
            return ReadOutcome.Ok;
        }

        ReadOutcome outcome = TryReadAwake(out Energy told);
        if (outcome != ReadOutcome.Ok) return outcome;
        if (_sleptAtFirst && _last is null) _base = told;
        reading = told - _base;
        _last = reading;
        return ReadOutcome.Ok;
    }

    /// <summary>Reads what the driver tells.</summary>
    private protected abstract ReadOutcome TryReadAwake(out Energy told);
}
