namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>The most that a run may cost.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">ISO 4217 code.</param>
internal sealed record CostLimit(double Amount, string Currency);
