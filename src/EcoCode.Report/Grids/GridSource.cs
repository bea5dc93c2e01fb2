namespace EcoCode.Report.Grids;

/// <summary>Who told intensities, and what they are about.</summary>
/// <param name="Zone">The grid, as the provider calls it.</param>
/// <param name="Provider">Its name in the configuration.</param>
/// <param name="Kind"><c>average</c> or <c>marginal</c>.</param>
/// <param name="Basis"><c>lifecycle</c> or <c>direct</c>.</param>
/// <param name="By"><c>now</c>, <c>forecast</c>, <c>past</c> for the shape of past data, or <c>year</c> for the mean of a year.</param>
/// <param name="Retrieved">When it was asked; null for a table.</param>
public sealed record GridSource(string Zone, string Provider, string Kind, string Basis, string By, DateTimeOffset? Retrieved);
