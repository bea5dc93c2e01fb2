namespace EcoCode.Ledger;

/// <summary>What using the energy changed, by a marginal provider: another quantity than the average, never added to it.</summary>
/// <param name="Co2eG">Emissions of the part of the facility's energy that the provider covers, g.</param>
/// <param name="GPerKwh">Mean over that part, g per kWh.</param>
/// <param name="Provider">Its name in the configuration.</param>
/// <param name="Zone">The grid, as the provider calls it.</param>
/// <param name="Share">How much of the energy it covers, above 0 to 1.</param>
/// <param name="EstimatedShare">How much of that the provider calls an estimate, 0 to 1.</param>
/// <param name="Retrieved">When it was asked.</param>
public sealed record RunMarginal(double Co2eG, double GPerKwh, string Provider, string Zone, double Share, double EstimatedShare, DateTimeOffset? Retrieved);
