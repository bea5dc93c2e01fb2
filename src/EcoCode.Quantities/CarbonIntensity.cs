namespace EcoCode.Quantities;

/// <summary>Emissions per energy of a grid, in gCO2e per kWh. Real grids lie between 0 and 1500.</summary>
public readonly record struct CarbonIntensity(double GramsPerKilowattHour);
