namespace EcoCode.Ledger;

/// <summary>Money in one currency, at a price per kWh.</summary>
public sealed record RunCost(decimal Amount, string Currency, decimal PricePerKwh, string Source);
