using System.CommandLine;
using EcoCode.Cli.Measuring;

namespace EcoCode.Cli.Verbs;

/// <summary>The options by which <c>run</c> runs commands several times.</summary>
internal sealed class RepeatOptions
{
    private const int DefaultRuns = 10, MostRuns = 1_000_000;

    private readonly Option<double?> _runs = new("--runs") { Description = "Run each command so often, in turns, and show mean and spread (10 with --command).", HelpName = "number", CustomParser = result => Values.Number(result, "", 1, MostRuns, "a number from 1 to 1000000") };
    private readonly Option<double?> _warmup = new("--warmup") { Description = "Before that, run each command so often without counting it.", HelpName = "number", CustomParser = result => Values.Number(result, "", 0, MostRuns, "a number from 0 to 1000000") };
    private readonly Option<string?> _prepare = new("--prepare") { Description = "Run this by the shell before each run, unmeasured.", HelpName = "command" };
    private readonly Option<string[]> _command = new("--command") { Description = "A further command to compare, run by the shell. May be repeated.", HelpName = "command", AllowMultipleArgumentsPerToken = false, Arity = new ArgumentArity(1, 100) };
    private readonly Option<bool> _ignoreFailure = new("--ignore-failure") { Description = "Go on when a command fails.", Arity = ArgumentArity.Zero };

    /// <summary>All of them, in the order of the help.</summary>
    internal IReadOnlyList<Option> All => [_runs, _warmup, _prepare, _command, _ignoreFailure];

    /// <summary>The commands that were given as texts.</summary>
    internal string[] Commands(ParseResult parsed) => parsed.GetValue(_command) ?? [];

    /// <summary>What was said, or null where nothing was said of repeating.</summary>
    internal RepeatRequest? Read(ParseResult parsed)
    {
        double? runs = parsed.GetValue(_runs), warmup = parsed.GetValue(_warmup);
        string? prepare = parsed.GetValue(_prepare);
        if (runs is null && warmup is null && prepare is null && Commands(parsed).Length == 0) return null;
        return new RepeatRequest((int)(runs ?? DefaultRuns), (int)(warmup ?? 0), prepare is null ? null : LabelledCommand.Shell(prepare), parsed.GetValue(_ignoreFailure));
    }
}
