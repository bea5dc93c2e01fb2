using EcoCode.Metering.Snapshots;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>Who has series of their own at one tick, and what the rest amounts to. Immutable: any thread may write it out.</summary>
/// <typeparam name="T">A process, or a tree of them.</typeparam>
/// <param name="Shown">Those with series of their own.</param>
/// <param name="Others">Energy of all others, from the begin of measuring.</param>
/// <param name="Gone">Energy that was told of in series that are gone.</param>
/// <param name="OthersPower">Power of all others.</param>
public sealed record ShownReading<T>(IReadOnlyList<Shown<T>> Shown, EnergySplit Others, EnergySplit Gone, PowerSplit OthersPower);
