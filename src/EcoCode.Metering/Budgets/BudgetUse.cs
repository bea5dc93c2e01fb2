namespace EcoCode.Metering.Budgets;

/// <summary>A budget, and how much of it is used.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Used">How much is used, in the budget's unit.</param>
/// <param name="ReachedAt">When it was found used up, since the start; <c>null</c> while it is not.</param>
public sealed record BudgetUse(Budget Budget, double Used, TimeSpan? ReachedAt)
{
    /// <summary>The used part of the limit: 1 is all of it.</summary>
    public double Part => Used / Budget.Limit;
}
