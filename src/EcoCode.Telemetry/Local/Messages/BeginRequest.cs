namespace EcoCode.Telemetry.Local.Messages;

/// <summary>A window begins.</summary>
/// <param name="Name">Its name, 1 to 200 characters.</param>
/// <param name="AtNs">When, by CLOCK_MONOTONIC; now, where it is left out.</param>
/// <param name="Scope">What it is of; a run's windows are all of the run's tree.</param>
public sealed record BeginRequest(string? Name = null, long? AtNs = null, string? Scope = null);
