namespace EcoCode.Quantities;

/// <summary>The price of electricity per kWh in one currency (ISO 4217 code).</summary>
public readonly record struct Price(decimal PerKilowattHour, string Currency);
