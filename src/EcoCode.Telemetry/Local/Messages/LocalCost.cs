namespace EcoCode.Telemetry.Local.Messages;

/// <summary>Money.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record LocalCost(double Amount, string Currency);
