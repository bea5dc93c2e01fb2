namespace EcoCode.Report.Grids;

/// <summary>The mean of a year, from the tables that ship with EcoCode.</summary>
/// <param name="Zone">Of which grid.</param>
/// <param name="GPerKwh">In g CO2e per kWh.</param>
/// <param name="Basis"><c>lifecycle</c> or <c>direct</c>.</param>
/// <param name="Year">The year.</param>
/// <param name="Source">Ids of data/sources.csv.</param>
public sealed record GridYear(string Zone, double GPerKwh, string Basis, int Year, string Source);
