namespace EcoCode.Ledger;

/// <summary>A component without figures, for so many seconds of the run, and why.</summary>
public sealed record MissingComponent(string Component, string Device, double Seconds, string Reason);
