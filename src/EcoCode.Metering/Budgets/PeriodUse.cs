namespace EcoCode.Metering.Budgets;

/// <summary>A budget of a period, and how much of it is used.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Used">How much is used, in the budget's unit.</param>
/// <param name="Since">When the period began.</param>
public sealed record PeriodUse(PeriodBudget Budget, double Used, DateTimeOffset Since)
{
    /// <summary>The used part of the limit: 1 is all of it.</summary>
    public double Part => Used / Budget.Limit;

    /// <summary>Whether the limit is near, or reached.</summary>
    public bool IsNear => Part >= BudgetWatch.NearLimit;
}
