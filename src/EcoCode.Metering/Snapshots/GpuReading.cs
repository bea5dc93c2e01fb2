using EcoCode.Sensors;

namespace EcoCode.Metering.Snapshots;

/// <summary>A GPU at one tick. What its driver does not tell is <c>null</c>.</summary>
/// <param name="Identity">Which GPU.</param>
/// <param name="Utilisation">Part of the interval in which it was busy, 0 to 1.</param>
/// <param name="MemoryUsedBytes">Memory in use.</param>
/// <param name="MemoryBytes">Memory that it has.</param>
/// <param name="Celsius">Temperature of the chip, °C.</param>
/// <param name="ClockMegahertz">Clock of its processors.</param>
/// <param name="Throttled">Part of the interval in which it was slowed down by its power limit, heat or the like, 0 to 1.</param>
public sealed record GpuReading(
    GpuIdentity Identity,
    double? Utilisation,
    long? MemoryUsedBytes,
    long? MemoryBytes,
    double? Celsius,
    double? ClockMegahertz,
    double? Throttled);
