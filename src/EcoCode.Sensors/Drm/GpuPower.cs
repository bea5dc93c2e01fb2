using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Drm;

/// <summary>The power sensor of a GPU, in microwatts. A GPU that sleeps says 0 W: it is powered off or nearly so, and reading its sensor would wake it.</summary>
internal sealed class GpuPower(SensorId id, DeviceFile file, Sleep sleep) : IPowerGauge
{
    public SensorId Id { get; } = id;

    public ReadOutcome TryRead(out Power reading)
    {
        reading = Power.Zero;
        if (sleep.IsAsleep) return ReadOutcome.Ok;
        ReadOutcome outcome = file.TryReadCount(out long microwatts);
        if (outcome == ReadOutcome.Ok) reading = Power.FromMicrowatts(microwatts);
        return outcome;
    }
}
