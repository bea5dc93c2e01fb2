namespace EcoCode.Ledger;

/// <summary>A part of the energy, and the intensity that was applied to it.</summary>
/// <param name="Source">A provider's name in the configuration, or ids of data/sources.csv.</param>
/// <param name="Live">Whether it is a live provider's; else it is the table's.</param>
/// <param name="Zone">The grid, as its source calls it.</param>
/// <param name="GPerKwh">Mean over this part, gCO2e per kWh.</param>
/// <param name="Basis"><c>lifecycle</c> or <c>direct</c>.</param>
/// <param name="Share">How much of the energy it is, 0 to 1.</param>
/// <param name="EstimatedShare">How much of this part the provider calls an estimate, 0 to 1.</param>
/// <param name="Retrieved">When the provider was asked; <c>null</c> for a table's.</param>
/// <param name="Year">Year of a table's figure; <c>null</c> for a provider's.</param>
public sealed record RunGridPart(
    string Source, bool Live, string Zone, double GPerKwh, string Basis, double Share, double EstimatedShare, DateTimeOffset? Retrieved, int? Year);
