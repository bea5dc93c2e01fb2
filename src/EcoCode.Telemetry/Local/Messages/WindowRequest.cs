namespace EcoCode.Telemetry.Local.Messages;

/// <summary>What a window amounts to is wanted; of <c>end</c>, and that it ends.</summary>
/// <param name="Window">Its number; <c>read</c> is of the whole run where it is left out.</param>
/// <param name="AtNs">When it ends, by CLOCK_MONOTONIC; now, where it is left out.</param>
public sealed record WindowRequest(int? Window = null, long? AtNs = null);
