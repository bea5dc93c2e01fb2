using System.CommandLine;
using System.CommandLine.Parsing;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Impact;
using EcoCode.Processes;

namespace EcoCode.Cli.Verbs;

/// <summary>The options that set limits to a run.</summary>
internal sealed class BudgetOptions
{
    private const string Signal = "signal:";
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(1), MostTime = TimeSpan.FromDays(3650), MostGrace = TimeSpan.FromDays(1);
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    private readonly Option<double?> _energy = new("--max-energy") { Description = "Most energy that the tree may use, such as 2kWh.", HelpName = "energy", CustomParser = Energy };
    private readonly Option<double?> _carbon = new("--max-co2") { Description = "Most emissions that it may cause, such as 500g (CO2e).", HelpName = "mass", CustomParser = Carbon };
    private readonly Option<CostLimit?> _cost = new("--max-cost") { Description = "Most that its electricity may cost, such as 3EUR.", HelpName = "money", CustomParser = Cost };
    private readonly Option<TimeSpan?> _time = new("--max-time")
    {
        Description = "Longest time that it may take, such as 2h.",
        HelpName = "time",
        CustomParser = result => Values.Duration(result, LeastTime, MostTime, "a time, such as `2h`"),
    };

    private readonly Option<BudgetAction?> _action = new("--on-budget")
    {
        Description = "What is done when a budget is used up: warn, stop (SIGTERM to the whole tree, SIGKILL later) or signal:NAME to the command (default: warn).",
        HelpName = "warn|stop|signal:USR1",
        CustomParser = Action,
    };

    private readonly Option<TimeSpan?> _grace = new("--grace")
    {
        Description = "With --on-budget stop: time between SIGTERM and SIGKILL (default: 10s).",
        HelpName = "time",
        CustomParser = result => Values.Duration(result, TimeSpan.Zero, MostGrace, "a time up to 1d, such as `30s`"),
    };

    /// <summary>All of them, in the order of the help.</summary>
    internal IReadOnlyList<Option> All => [_energy, _carbon, _cost, _time, _action, _grace];

    /// <summary>What was said, or null where no limit was set.</summary>
    internal BudgetRequest? Read(ParseResult parsed)
    {
        double? energy = parsed.GetValue(_energy), carbon = parsed.GetValue(_carbon);
        CostLimit? cost = parsed.GetValue(_cost);
        TimeSpan? time = parsed.GetValue(_time);
        if (energy is null && carbon is null && cost is null && time is null) return null;
        return new BudgetRequest(energy, carbon, cost, time, parsed.GetValue(_action) ?? BudgetAction.Warn, parsed.GetValue(_grace) ?? DefaultGrace);
    }

    private static double? Energy(ArgumentResult result)
        => Amounts.TryEnergy(Values.Text(result), out double joules, out string wrong) ? joules : Refuse<double?>(result, wrong);

    private static double? Carbon(ArgumentResult result)
        => Amounts.TryCarbon(Values.Text(result), out double grams, out string wrong) ? grams : Refuse<double?>(result, wrong);

    private static CostLimit? Cost(ArgumentResult result)
        => Amounts.TryMoney(Values.Text(result), out double amount, out string currency)
            ? new CostLimit(amount, currency.ToUpperInvariant())
            : Refuse<CostLimit>(result, "give an amount and the code of a currency, such as `3EUR`");

    private static BudgetAction? Action(ArgumentResult result)
    {
        string text = Values.Text(result);
        if (text.Equals("warn", StringComparison.OrdinalIgnoreCase)) return BudgetAction.Warn;
        if (text.Equals("stop", StringComparison.OrdinalIgnoreCase)) return BudgetAction.Stop;
        if (!text.StartsWith(Signal, StringComparison.OrdinalIgnoreCase)) return Refuse<BudgetAction>(result, "give `warn`, `stop` or `signal:USR1`");
        if (Signals.TryParse(text[Signal.Length..], out int number)) return BudgetAction.OfSignal(number);
        IReadOnlyList<string> close = Spelling.Closest(text[Signal.Length..], Signals.ShortNames.Select(name => (name, $"`{Signal}{name}`")));
        return Refuse<BudgetAction>(result, close.Count > 0 ? $"did you mean {string.Join(" or ", close)}?" : "give the name or number of a signal, such as `signal:USR1`");
    }

    private static T? Refuse<T>(ArgumentResult result, string wrong)
    {
        result.AddError($"`{Values.Text(result)}` is no value for `{((OptionResult)result.Parent!).Option.Name}`: {wrong}");
        return default;
    }
}
