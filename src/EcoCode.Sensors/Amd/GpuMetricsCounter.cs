using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Drm;

namespace EcoCode.Sensors.Amd;

/// <summary>The energy counter in <c>gpu_metrics</c>.</summary>
internal sealed class GpuMetricsCounter(SensorId id, DeviceFile file, Sleep sleep) : GpuCounter(id, sleep)
{
    private protected override ReadOutcome TryReadAwake(out Energy told)
    {
        told = Energy.Zero;
        Span<byte> table = stackalloc byte[GpuMetrics.Length];
        ReadOutcome outcome = file.TryRead(table, out int length);
        if (outcome != ReadOutcome.Ok) return outcome;
        outcome = GpuMetrics.TryReadEnergy(table[..length], out ulong units);

        // Units of 2^-16 J; the product has up to 79 bits.
        ulong high = Math.BigMul(units, 1_000_000, out ulong low);
        told = Energy.FromMicrojoules((long)((high << 48) | (low >> 16)));
        return outcome;
    }
}
