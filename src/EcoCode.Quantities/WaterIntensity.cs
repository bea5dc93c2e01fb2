namespace EcoCode.Quantities;

/// <summary>Water consumed per energy, in litres per kWh (the unit of WUE). Known values lie between 0 and 70.</summary>
public readonly record struct WaterIntensity(double LitresPerKilowattHour);
