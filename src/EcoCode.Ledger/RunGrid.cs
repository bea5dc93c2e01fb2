namespace EcoCode.Ledger;

/// <summary>The grid figure that was used.</summary>
/// <param name="Zone">Zone code (DE, US-CA, WORLD).</param>
/// <param name="GPerKwh">gCO2e per kWh.</param>
/// <param name="Basis"><c>lifecycle</c> or <c>direct</c>.</param>
/// <param name="Source">Id of the source in data/sources.csv.</param>
/// <param name="Year">Year of the figure.</param>
public sealed record RunGrid(string Zone, double GPerKwh, string Basis, string Source, int Year);
