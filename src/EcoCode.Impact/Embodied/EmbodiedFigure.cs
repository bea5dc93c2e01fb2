using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>What making the machine emitted, and over what time it is spread.</summary>
/// <param name="Component">Its row in data/embodied.csv.</param>
/// <param name="Device">What the figure stands for, in words.</param>
/// <param name="Whole">Emissions of making one device.</param>
/// <param name="Lifetime">Time over which they are spread evenly.</param>
/// <param name="ShareOfDevice">How much of a device the machine is, 0 to 1: 1, or its vCPUs over a server's threads.</param>
/// <param name="Source">Ids of data/sources.csv, separated by spaces.</param>
public sealed record EmbodiedFigure(string Component, string Device, Carbon Whole, TimeSpan Lifetime, double ShareOfDevice, string Source)
{
    /// <summary>
    /// Hardware threads of the server that <c>server-median</c> stands for: two sockets of 24 cores with 2 threads each, as the
    /// host of AWS's m5 instances (m5.metal: 96 vCPU). Its figure is of declarations up to 2023. The median two-socket server among the
    /// SPECpower_ssj2008 results of 2018 to 2023 has 160 threads, so the share of a VM is rather too high than too low.
    /// </summary>
    internal const int ThreadsOfServer = 96;

    /// <summary>The part that a use of the machine bears: time over lifetime, times the share of it that was used.</summary>
    /// <param name="duration">How long; not negative.</param>
    /// <param name="machineShare">Part of the machine that was used over that time, 0 to 1.</param>
    public Carbon Of(TimeSpan duration, double machineShare) => Whole * (duration / Lifetime * machineShare * ShareOfDevice);
}
