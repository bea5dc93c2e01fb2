namespace EcoCode.Metering.Budgets;

/// <summary>How long a budget for all runs together lasts, before the next one begins.</summary>
public enum BudgetPeriod
{
    /// <summary>From midnight to midnight, by the clock on the wall.</summary>
    Day,

    /// <summary>From the first midnight of a month to that of the next.</summary>
    Month,
}
