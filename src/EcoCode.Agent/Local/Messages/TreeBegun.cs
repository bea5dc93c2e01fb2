namespace EcoCode.Agent.Local.Messages;

/// <summary>A window has begun.</summary>
/// <param name="Window">Its number.</param>
/// <param name="AtNs">When, by CLOCK_MONOTONIC, ns.</param>
internal sealed record TreeBegun(int Window, long AtNs);
