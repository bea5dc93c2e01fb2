using System.CommandLine;
using System.Globalization;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Ledger.Store;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode prune</c>.</summary>
internal sealed class PruneVerb : Verb
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(10_000);

    private readonly Option<TimeSpan?> _age = new("--older-than")
    {
        Description = "Remove the runs that started longer ago than this.",
        HelpName = "time",
        Required = true,
        CustomParser = result => Values.Duration(result, TimeSpan.Zero, Longest, "a time such as `90d` or `12h`"),
    };

    private readonly Option<bool> _dry = new("--dry-run") { Description = "Only say how many that are.", Arity = ArgumentArity.Zero };

    internal override IReadOnlyList<Option> Options => [_age, _dry];

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description);
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed => LedgerUse.With(ledger =>
        {
            DateTimeOffset before = TimeProvider.System.GetLocalNow() - parsed.GetValue(_age)!.Value;
            bool dry = parsed.GetValue(_dry);
            int count = dry ? RunPages.All(ledger, new RunQuery { Until = before }).Count(run => run.State != RunState.Running) : ledger.Prune(before);
            using StreamWriter output = StandardStream.Writer(StandardStream.Output);
            string runs = count == 1 ? "run" : "runs";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {runs} {(dry ? "would be " : "")}removed"));
            return ExitCodes.Done;
        }));
        return verb;
    }
}
