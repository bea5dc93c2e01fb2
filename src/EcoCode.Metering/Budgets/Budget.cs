namespace EcoCode.Metering.Budgets;

/// <summary>A limit that a run is to keep to.</summary>
/// <param name="Kind">What is limited.</param>
/// <param name="Limit">The most, in <paramref name="Unit"/>; more than 0.</param>
/// <param name="Unit"><c>J</c>, <c>g</c>, <c>s</c>, or the code of a currency.</param>
/// <param name="Figure">What the run amounts to.</param>
public sealed record Budget(BudgetKind Kind, double Limit, string Unit, BudgetFigure Figure);
