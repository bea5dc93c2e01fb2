namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>The limits of a run; at least one is set.</summary>
/// <param name="Joules">Most energy, J.</param>
/// <param name="Grams">Most emissions, g CO2e.</param>
/// <param name="Cost">Most money.</param>
/// <param name="Time">Longest time.</param>
/// <param name="Action">What is done when the first of them is used up.</param>
/// <param name="Grace">Time between asking the tree to end and forcing it.</param>
internal sealed record BudgetRequest(double? Joules, double? Grams, CostLimit? Cost, TimeSpan? Time, BudgetAction Action, TimeSpan Grace);
