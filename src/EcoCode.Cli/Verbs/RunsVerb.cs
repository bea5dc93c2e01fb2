using System.CommandLine;
using System.CommandLine.Parsing;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Store;
using EcoCode.Metering.Budgets;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode runs</c>.</summary>
internal sealed class RunsVerb : Verb
{
    private const int DefaultLimit = 20, MostLimit = 1_000_000;

    private readonly Option<string?> _project = new("--project") { Description = "Runs of a project.", HelpName = "name" };
    private readonly Option<SortedDictionary<string, string>?> _tag = new("--tag") { Description = "Runs that bear a tag. May be repeated.", HelpName = "key=value", AllowMultipleArgumentsPerToken = false, Arity = new ArgumentArity(1, 100), CustomParser = Values.Pairs };
    private readonly Option<string?> _name = new("--name", "-n") { Description = "Runs of this name; * and ? stand for any characters.", HelpName = "pattern" };
    private readonly Option<DateTimeOffset?> _since = new("--since") { Description = "Runs that started then or later: a date, a time, or how long ago (7d).", HelpName = "time", CustomParser = Time };
    private readonly Option<DateTimeOffset?> _until = new("--until") { Description = "Runs that started before.", HelpName = "time", CustomParser = Time };
    private readonly Option<double?> _limit = new("--limit", "-l") { Description = "Most runs to list (default: 20).", HelpName = "number", CustomParser = result => Values.Number(result, "", 1, MostLimit, "a number from 1 to 1000000") };
    private readonly DisplayOptions _display = new();
    private readonly RecalcVerb _recalc = new();
    private bool _recalculates;

    internal override IReadOnlyList<Option> Options => _recalculates ? _recalc.Options : Own;

    internal override Option? Unconfigured => _recalculates ? _recalc.Unconfigured : null;

    internal override int Leading => _recalculates ? 1 : 0;

    private IReadOnlyList<Option> Own => [_project, _tag, _name, _since, _until, _limit, .. _display.All];

    internal override IReadOnlyList<string> Take(IReadOnlyList<string> words)
    {
        _recalculates = words is [RecalcVerb.Word, ..];
        return words;
    }

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _recalc.Create(RecalcVerb.Word, "Judge runs anew: by what the grid was at their time, or by another zone or price. Energies stay.") };
        foreach (Option option in Own) verb.Add(option);
        verb.SetAction(parsed => LedgerUse.With(ledger =>
        {
            var query = new RunQuery
            {
                Project = parsed.GetValue(_project),
                Name = parsed.GetValue(_name),
                Tags = parsed.GetValue(_tag) ?? [],
                Since = parsed.GetValue(_since),
                Until = parsed.GetValue(_until),
                Limit = (int)(parsed.GetValue(_limit) ?? DefaultLimit),
            };
            IReadOnlyList<RunRow> runs = ledger.List(query);
            _display.Show(parsed, stream => RunRowsJson.Write(stream, runs), (writer, style) =>
            {
                RunList.Write(writer, runs, style);
                WritePeriods(writer, ledger);
            });
            return ExitCodes.Done;
        }));
        return verb;
    }

    /// <summary>Says how much of the budgets of days and months is used, whatever runs were asked for.</summary>
    private static void WritePeriods(TextWriter writer, IRunLedger ledger)
    {
        var budgets = PeriodBudgets.Read(configured: true, Environment.GetEnvironmentVariable);
        if (budgets.All.Count + budgets.Problems.Count > 0) writer.WriteLine();
        foreach (PeriodUse use in budgets.Use(ledger, TimeProvider.System)) writer.WriteLine(BudgetNotes.Period(use).Message);
        foreach (Note problem in budgets.Problems) writer.WriteLine(problem.Message);
    }

    private static DateTimeOffset? Time(ArgumentResult result) => Values.Moment(result, TimeProvider.System);
}
