namespace EcoCode.Ledger;

/// <summary>The tree's power over the run, at most 60 values of equal width.</summary>
/// <param name="IntervalS">Width of a value, s.</param>
/// <param name="PowerW">Mean power in each, W, oldest first.</param>
public sealed record RunHistory(double IntervalS, IReadOnlyList<double> PowerW);
