namespace EcoCode.Metering.Snapshots;

/// <summary>A part of the machine's energy that is not of one process that is shown.</summary>
/// <param name="Energy">Energy since the begin.</param>
/// <param name="Power">Power over the interval.</param>
/// <param name="Cores">CPU time over the interval, in processors.</param>
public sealed record PartReading(EnergySplit Energy, PowerSplit Power, double Cores);
