using EcoCode.Ledger.Store;
using EcoCode.Metering.Budgets;
using EcoCode.Quantities;

namespace EcoCode.Tui.Dashboards;

/// <summary>What the runs of the ledger come to.</summary>
/// <param name="Today">Those since midnight; null where the ledger can't be read.</param>
/// <param name="Budgets">Budgets of days and months, with what is used of them.</param>
/// <param name="Notes">What must be said of them.</param>
public sealed record Tally(RunSum? Today, IReadOnlyList<PeriodUse> Budgets, IReadOnlyList<Note> Notes)
{
    /// <summary>The budget of which most is used; null where there is none.</summary>
    internal PeriodUse? Fullest => Budgets.MaxBy(use => use.Part);
}
