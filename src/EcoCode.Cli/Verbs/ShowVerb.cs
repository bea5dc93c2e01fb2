using System.CommandLine;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Store;
using EcoCode.Report;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode show</c>.</summary>
internal sealed class ShowVerb : Verb
{
    private readonly Argument<string?> _run = new("run") { Description = "The run: an id, its beginning, `last`, `last~1` (default: last).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "One line.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Say how each figure was got.", Arity = ArgumentArity.Zero };
    private readonly DisplayOptions _display = new();

    internal override IReadOnlyList<Option> Options => [_quiet, _verbose, .. _display.All];

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _run };
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed => LedgerUse.With(parsed.GetValue(_run) ?? "last", (ledger, id) =>
        {
            StoredRun run = LedgerUse.Read(ledger, id);
            Verbosity verbosity = parsed.GetValue(_quiet) ? Verbosity.Quiet : parsed.GetValue(_verbose) ? Verbosity.Verbose : Verbosity.Normal;
            _display.Show(parsed, stream => RunJson.Write(stream, run.Record), (writer, style) => Summary.Write(writer, run.Record, style, verbosity, run.State));
            return ExitCodes.Done;
        }));
        return verb;
    }
}
