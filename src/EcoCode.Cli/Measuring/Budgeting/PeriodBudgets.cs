using EcoCode.Cli.Configuration;
using EcoCode.Cli.Verbs;
using EcoCode.Ledger.Store;
using EcoCode.Metering.Budgets;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>The budgets that are set for all runs of a day or a month together: by configuration or the environment, since they are no matter of one run.</summary>
/// <param name="All">Those that can be kept.</param>
/// <param name="Problems">What is wrong with the others.</param>
internal sealed record PeriodBudgets(IReadOnlyList<PeriodBudget> All, IReadOnlyList<Note> Problems)
{
    internal const string Group = "budget.";

    /// <summary>Reads them.</summary>
    /// <param name="configured">Whether the user's and the system's file count.</param>
    /// <param name="environment">Tells an environment variable; it goes before the files.</param>
    internal static PeriodBudgets Read(bool configured, Func<string, string?> environment)
    {
        IReadOnlyList<Setting> settings = [];
        if (configured) _ = Configured.TryRead(null, environment, out settings, out _);
        var all = new List<PeriodBudget>();
        var problems = new List<Note>();
        foreach (ConfigKey key in ConfigKeys.All)
        {
            if (!key.Name.StartsWith(Group, StringComparison.Ordinal) || (Said(environment(key.Variable)) ?? Set(settings, key)) is not { } value) continue;
            if (TryParse(key, value, out PeriodBudget? budget, out string wrong)) all.Add(budget!);
            else problems.Add(ConfigProblems.NoValue(key.Name, value, wrong));
        }

        return new(all, problems);
    }

    /// <summary>The budget that a key sets to a value; or what is wrong with it, as the end of a sentence.</summary>
    internal static bool TryParse(ConfigKey key, string value, out PeriodBudget? budget, out string wrong)
    {
        string[] name = key.Name[Group.Length..].Split('_');
        BudgetPeriod period = name[0] == "daily" ? BudgetPeriod.Day : BudgetPeriod.Month;
        double amount;
        (BudgetKind kind, string unit) = (BudgetKind.Cost, "");
        if (name[1] == "energy") (kind, unit) = Amounts.TryEnergy(value, out amount, out wrong) ? (BudgetKind.Energy, "J") : default;
        else if (name[1] == "co2") (kind, unit) = Amounts.TryCarbon(value, out amount, out wrong) ? (BudgetKind.Co2e, "g") : default;
        else
        {
            bool money = Amounts.TryMoney(value, out amount, out string currency);
            (unit, wrong) = money ? (currency.ToUpperInvariant(), "") : ("", "give an amount and the code of a currency, such as `30EUR`");
        }

        budget = string.IsNullOrEmpty(unit) ? null : new PeriodBudget(period, kind, amount, unit);
        return budget is not null;
    }

    /// <summary>How much of them the runs of a ledger have used. Runs without a price, or in another currency, cost nothing here: nothing is converted.</summary>
    internal IReadOnlyList<PeriodUse> Use(IRunLedger ledger, TimeProvider time)
    {
        var uses = new List<PeriodUse>();
        foreach (IGrouping<BudgetPeriod, PeriodBudget> budgets in All.GroupBy(budget => budget.Period))
        {
            DateTimeOffset since = PeriodBudget.Begin(budgets.Key, time.GetUtcNow(), time.LocalTimeZone);
            RunSum sum = ledger.Sum(since);
            uses.AddRange(budgets.Select(budget => new PeriodUse(budget, Used(budget, sum), since)));
        }

        return uses;
    }

    private static double Used(PeriodBudget budget, RunSum sum) => budget.Kind switch
    {
        BudgetKind.Energy => sum.EnergyJ.Joules,
        BudgetKind.Co2e => sum.Co2eG,
        _ => (double)sum.Costs.Where(cost => cost.Currency == budget.Unit).Sum(cost => cost.Amount),
    };

    private static string? Said(string? value) => value is { Length: > 0 } ? value : null;

    private static string? Set(IReadOnlyList<Setting> settings, ConfigKey key) => settings.FirstOrDefault(setting => setting.Key == key)?.Value;
}
