namespace EcoCode.Telemetry.Local.Messages;

/// <summary>Figures were taken.</summary>
/// <param name="Count">How many.</param>
public sealed record LogResult(int Count);
