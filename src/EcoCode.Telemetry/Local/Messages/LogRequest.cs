namespace EcoCode.Telemetry.Local.Messages;

/// <summary>Figures of the program's own.</summary>
/// <param name="Metrics">The figures by their names.</param>
/// <param name="Step">The step that they are of.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="AtNs">When they were taken, by CLOCK_MONOTONIC.</param>
public sealed record LogRequest(IReadOnlyDictionary<string, double>? Metrics = null, double? Step = null, double? Epoch = null, long? AtNs = null);
