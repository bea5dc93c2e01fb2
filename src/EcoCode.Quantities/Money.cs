namespace EcoCode.Quantities;

/// <summary>An amount of money in one currency (ISO 4217 code). Currencies are never converted.</summary>
public readonly record struct Money(decimal Amount, string Currency);
