namespace EcoCode.Agent.Local.Messages;

/// <summary>Money.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">ISO 4217 code.</param>
internal sealed record TreeCost(decimal Amount, string Currency);
