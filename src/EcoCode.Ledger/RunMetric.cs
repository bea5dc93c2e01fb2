namespace EcoCode.Ledger;

/// <summary>A figure that the program told of itself, such as tokens or loss.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Last">As it was told last.</param>
/// <param name="Sum">Of all that were told.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The most.</param>
/// <param name="Count">How often it was told.</param>
/// <param name="EnergyJPerUnit">The tree's energy by the sum, which means something for what is counted, such as tokens; <c>null</c> where the sum is not more than 0.</param>
public sealed record RunMetric(string Name, double Last, double Sum, double Min, double Max, long Count, double? EnergyJPerUnit);
