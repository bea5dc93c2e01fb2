namespace EcoCode.Telemetry.Local.Messages;

/// <summary>An event at every tick is wanted.</summary>
/// <param name="To">Which.</param>
/// <param name="IntervalS">Least time between two, s.</param>
public sealed record SubscribeRequest(string? To = null, double? IntervalS = null);
