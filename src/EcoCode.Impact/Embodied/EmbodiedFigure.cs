using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>What making the machine emitted, and over what time it is spread.</summary>
/// <param name="Component">Its row in data/embodied.csv.</param>
/// <param name="Device">What the figure stands for, in words.</param>
/// <param name="Whole">Emissions of making one device.</param>
/// <param name="Lifetime">Time over which they are spread evenly.</param>
/// <param name="Devices">How many of the device are in the machine: 1, a count, gigabytes, or of a virtual machine a part of one, its vCPUs over a server's threads.</param>
/// <param name="Source">Ids of data/sources.csv, separated by spaces.</param>
public sealed record EmbodiedFigure(string Component, string Device, Carbon Whole, TimeSpan Lifetime, double Devices, string Source)
{
    /// <summary>
    /// Hardware threads of the server that <c>server-median</c> stands for: two sockets of 24 cores with 2 threads each, as the
    /// host of AWS's m5 instances (m5.metal: 96 vCPU). Its figure is of declarations up to 2023. The median two-socket server among the
    /// SPECpower_ssj2008 results of 2018 to 2023 has 160 threads, so the share of a VM is rather too high than too low.
    /// </summary>
    internal const int ThreadsOfServer = 96;

    /// <summary>The part that a use bears: time used over lifetime, times the devices that there are.</summary>
    /// <param name="used">For how long it was used to the full; not negative.</param>
    public Carbon Of(TimeSpan used) => Whole * (used / Lifetime * Devices);
}
