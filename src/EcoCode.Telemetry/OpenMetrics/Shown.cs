using EcoCode.Metering.Snapshots;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>One of those with series of their own.</summary>
/// <typeparam name="T">A process, or a tree of them.</typeparam>
/// <param name="Reading">What it is now.</param>
/// <param name="Energy">Energy since it was chosen.</param>
/// <param name="Power">Power over the interval.</param>
public readonly record struct Shown<T>(T Reading, EnergySplit Energy, PowerSplit Power);
