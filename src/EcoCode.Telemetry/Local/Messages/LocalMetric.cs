namespace EcoCode.Telemetry.Local.Messages;

/// <summary>A figure of the program's own over the run.</summary>
/// <param name="Last">As it was told last.</param>
/// <param name="Sum">Of all that were told.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The most.</param>
/// <param name="Count">How often it was told.</param>
/// <param name="EnergyJPerUnit">The tree's energy since the run began, by the sum; <c>null</c> where that is not more than 0.</param>
public sealed record LocalMetric(double Last, double Sum, double Min, double Max, long Count, double? EnergyJPerUnit);
