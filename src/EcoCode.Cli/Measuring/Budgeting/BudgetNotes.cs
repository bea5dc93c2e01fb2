using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Metering.Budgets;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;

namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>What is said of budgets, while the run goes on and at its end.</summary>
internal static class BudgetNotes
{
    private const string UsedUp = "ECO2102";

    /// <summary>A budget is nearly used up.</summary>
    internal static Note Near(BudgetUse use) => new("ECO2101", $"{Scale.Percent(use.Part)} of the {Name(use)} budget is used: {Amount(use, use.Used)} of {Amount(use, use.Budget.Limit)}");

    /// <summary>A budget is used up.</summary>
    /// <param name="use">Which.</param>
    /// <param name="done">What is done about it, as the end of a sentence.</param>
    /// <param name="hint">One thing to do, or null.</param>
    internal static Note Reached(BudgetUse use, string done, string? hint = null)
        => new(UsedUp, $"the {Name(use)} budget of {Amount(use, use.Budget.Limit)} was used up after {Scale.Time(use.ReachedAt!.Value)}{done}", hint);

    /// <summary>How much of a budget for all runs of a day or a month is used.</summary>
    internal static Note Period(PeriodUse use)
    {
        PeriodBudget budget = use.Budget;
        string name = $"{(budget.Period == BudgetPeriod.Day ? "today's" : "this month's")} {Name(budget.Kind)} budget";
        string used = Amount(budget.Kind, use.Used, budget.Unit), limit = Amount(budget.Kind, budget.Limit, budget.Unit);
        string hint = $"`ecocode runs --since {use.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}` lists the runs that used it";
        return use.Part < 1
            ? new("ECO2105", $"{Scale.Percent(use.Part)} of {name} is used: {used} of {limit}", hint)
            : new("ECO2106", $"{name} of {limit} is used up: {used} so far", hint);
    }

    /// <summary>Those of a run's warnings that say why it was ended, or that it used more than it should.</summary>
    internal static List<Note> OfReached(IEnumerable<Note> warnings) => [.. warnings.Where(warning => warning.Code == UsedUp)];

    /// <summary>The tree did not end when it was asked.</summary>
    internal static Note Forced(TimeSpan grace) => new("ECO2103", $"it had not ended {Scale.Time(grace)} after SIGTERM, and was killed", "`--grace 1min` gives it more time");

    /// <summary>Some processes belong to another user.</summary>
    internal static Note Refused(int count) => new(
        "ECO2104",
        count == 1 ? "a process of the tree may not be signalled by this user, and goes on" : Format($"{count} processes of the tree may not be signalled by this user, and go on"),
        "whoever owns them, or root, can end them");

    /// <summary>What is done, as the end of a sentence.</summary>
    internal static string Doing(BudgetAction action) => action switch
    {
        { Stops: true } => "; its processes were told to end (SIGTERM)",
        { Signal: > 0 } => $"; the command was sent {Signals.NameOf(action.Signal)}",
        _ => "",
    };

    /// <summary>The limit of a budget, for people.</summary>
    internal static string Limit(RunBudget row) => Amount(Enum.Parse<BudgetKind>(row.Kind, ignoreCase: true), row.Limit, row.Unit);

    private static string Name(BudgetUse use) => Name(use.Budget.Kind);

    private static string Name(BudgetKind kind) => kind == BudgetKind.Co2e ? "CO2e" : kind.ToString().ToLowerInvariant();

    private static string Amount(BudgetUse use, double amount) => Amount(use.Budget.Kind, amount, use.Budget.Unit);

    private static string Amount(BudgetKind kind, double amount, string unit) => kind switch
    {
        BudgetKind.Energy => Scale.Everyday(Energy.FromJoules(amount)),
        BudgetKind.Co2e => Scale.Grams(Carbon.FromGrams(amount)),
        BudgetKind.Cost => Scale.Money(new Money((decimal)amount, unit)),
        _ => Scale.Time(TimeSpan.FromSeconds(amount)),
    };

    private static string Format(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
