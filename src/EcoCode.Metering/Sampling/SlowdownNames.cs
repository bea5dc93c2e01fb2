using EcoCode.Sensors;

namespace EcoCode.Metering.Sampling;

/// <summary>What the reasons are called for which a GPU is slowed down.</summary>
internal static class SlowdownNames
{
    private static readonly (GpuSlowdown Reason, string Name)[] All =
        [(GpuSlowdown.PowerLimit, "power limit"), (GpuSlowdown.Heat, "heat"), (GpuSlowdown.Hardware, "hardware")];

    internal static string[] Of(GpuSlowdown slowdown) => [.. All.Where(pair => slowdown.HasFlag(pair.Reason)).Select(pair => pair.Name)];
}
