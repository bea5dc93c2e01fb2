namespace EcoCode.Metering.Budgets;

/// <summary>What a budget limits.</summary>
public enum BudgetKind
{
    /// <summary>The tree's energy, J.</summary>
    Energy,

    /// <summary>The emissions of that energy, g CO2e.</summary>
    Co2e,

    /// <summary>What that energy costs, in the currency of the budget.</summary>
    Cost,

    /// <summary>Wall time, s.</summary>
    Time,
}
