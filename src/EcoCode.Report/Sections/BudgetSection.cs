using EcoCode.Ledger;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Sections;

/// <summary>The limits that a run was to keep to, how much of each it used, and what was done about it.</summary>
internal static class BudgetSection
{
    internal static void Write(Page page, RunRecord record)
    {
        if (record.Budgets.Count > 0) page.Row("Budget", record.Budgets.Select(Shown));
    }

    private static string Shown(RunBudget budget)
    {
        string name = budget.Kind == "co2e" ? "CO2e" : budget.Kind;
        string text = $"{name} {Amount(budget, budget.Used)} of {Amount(budget, budget.Limit)} ({Scale.Percent(budget.Used / budget.Limit)})";
        return budget.ReachedAtS is { } reached ? $"{text}, used up after {Scale.Time(TimeSpan.FromSeconds(reached))}{Done(budget.Action)}" : text;
    }

    private static string Done(string? action) => action switch
    {
        "stop" => ": stopped",
        "kill" => ": stopped by SIGKILL",
        { } signal when signal.StartsWith("signal:", StringComparison.Ordinal) => $": sent {signal["signal:".Length..]}",
        _ => "",
    };

    private static string Amount(RunBudget budget, double amount) => budget.Kind switch
    {
        "energy" => Scale.Everyday(Energy.FromJoules(amount)),
        "co2e" => Scale.Grams(Carbon.FromGrams(amount)),
        "cost" => Scale.Money(new Money((decimal)amount, budget.Unit)),
        _ => Scale.Time(TimeSpan.FromSeconds(amount)),
    };
}
