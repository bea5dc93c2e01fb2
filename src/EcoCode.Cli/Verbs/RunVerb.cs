using System.CommandLine;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Measuring.Predicting;
using EcoCode.Cli.Planning;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode run</c>.</summary>
internal sealed class RunVerb : Verb
{
    private readonly MeasureOptions _options = new("--name", startsCommand: true);
    private readonly RepeatOptions _repeat = new();
    private readonly WaitOptions _clean = new();
    private readonly Option<bool> _wait = new("--wait", "-w") { Description = "Measure until every process of the tree has ended, not only the command.", Arity = ArgumentArity.Zero };
    private readonly Option<string?> _progress = new("--progress-from")
    {
        Description = "Foretell energy and end from progress: auto for what progress bars write to standard error, a pattern with groups step and of, or a file that the command writes (docs/budgets.md).",
        HelpName = "auto|regex|file",
    };

    private readonly Argument<string[]> _command = new("command") { Description = "The program to run, and its arguments.", Arity = ArgumentArity.ZeroOrMore };
    private IReadOnlyList<string> _words = [];

    internal override Option? Unconfigured => _options.NoConfig;

    internal override IReadOnlyList<Option> Options => [.. _options.All, _wait, _progress, .. _repeat.All, .. _clean.All];

    internal override string? Usage => "ecocode run [options] [--] <command> [<argument>...]";

    internal override int MistakeCode => ExitCodes.NotStarted;

    /// <summary>Cuts the command off, so that none of its words is taken for one of ours.</summary>
    internal override IReadOnlyList<string> Take(IReadOnlyList<string> words)
    {
        (IReadOnlyList<string> own, _words) = CommandWords.Split(words, Options);
        return own;
    }

    internal override IEnumerable<string> Strays(ParseResult parsed) => parsed.GetResult(_command) is { } stray ? stray.Tokens.Select(token => token.Value) : [];

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _command };
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed =>
        {
            MeasureRequest request = _options.Read(parsed) with { ProgressFrom = parsed.GetValue(_progress) is { } source ? ProgressSource.Of(source) : null };
            string[] texts = _repeat.Commands(parsed);
            if (_words.Count == 0 && texts.Length == 0)
            {
                Complaint.Write(new("ECO4006", "there is no command to run", "`ecocode run -- python train.py`"), request.Output);
                return ExitCodes.NotStarted;
            }

            if (!_clean.TryRead(parsed, out WaitRequest? wait, out Note? problem))
            {
                Complaint.Write(problem!, request.Output);
                return ExitCodes.NotStarted;
            }

            if (wait is not null && AfterWaiting(request, wait) is { } code) return code;
            if (_repeat.Read(parsed) is { } repeat)
            {
                LabelledCommand[] typed = _words.Count > 0 ? [LabelledCommand.OfWords(_words)] : [];
                return new RepeatedMeasurement(request, repeat, TimeProvider.System).Execute([.. typed, .. texts.Select(LabelledCommand.OfText)]);
            }

            return new RunCommand(request, TimeProvider.System, outcome => Presentation.Show(outcome, request)).Execute(CommandLine.FromOwn(_words), parsed.GetValue(_wait));
        });
        return verb;
    }

    /// <summary>Waits for clean power, where what is to be started then can be started at all.</summary>
    /// <returns>What to end with; null to go on.</returns>
    private int? AfterWaiting(MeasureRequest request, WaitRequest wait)
    {
        if (!Preparation.TryCheck(request, out _, out Note? problem))
        {
            Complaint.Write(problem, request.Output);
            return ExitCodes.NotStarted;
        }

        // Who waits for hours wants to know now that there is no such program.
        if (_words.Count > 0 && !ProgramPath.Exists(_words[0], Environment.GetEnvironmentVariable("PATH"))) return RunCommand.NotFound(CommandLine.FromOwn(_words), request.Output);
        return new CleanWait(request, wait, TimeProvider.System).Execute();
    }
}
