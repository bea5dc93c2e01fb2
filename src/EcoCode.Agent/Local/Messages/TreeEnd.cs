namespace EcoCode.Agent.Local.Messages;

/// <summary>A window ends.</summary>
/// <param name="Window">Its number.</param>
/// <param name="AtNs">When, by CLOCK_MONOTONIC, ns; now, where it is left out.</param>
internal sealed record TreeEnd(int? Window = null, long? AtNs = null);
