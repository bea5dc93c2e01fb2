namespace EcoCode.Agent.Local.Messages;

/// <summary>What the grid was like at the last tick.</summary>
/// <param name="Zone">The grid.</param>
/// <param name="GPerKwh">Its intensity, g/kWh.</param>
/// <param name="Basis"><c>lifecycle</c> or <c>direct</c>.</param>
/// <param name="Source">Who says so.</param>
internal sealed record TreeGrid(string Zone, double GPerKwh, string Basis, string Source);
