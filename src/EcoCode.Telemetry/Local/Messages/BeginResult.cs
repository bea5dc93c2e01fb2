namespace EcoCode.Telemetry.Local.Messages;

/// <summary>A window has begun.</summary>
/// <param name="Window">Its number.</param>
/// <param name="AtNs">When, by CLOCK_MONOTONIC.</param>
public sealed record BeginResult(int Window, long AtNs);
