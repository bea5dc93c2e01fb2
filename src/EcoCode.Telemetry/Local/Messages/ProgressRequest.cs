namespace EcoCode.Telemetry.Local.Messages;

/// <summary>How far the program is.</summary>
/// <param name="Done">What is done.</param>
/// <param name="Total">Of how much.</param>
/// <param name="Unit">Of what: <c>steps</c>, <c>epochs</c>.</param>
public sealed record ProgressRequest(double? Done = null, double? Total = null, string? Unit = null);
