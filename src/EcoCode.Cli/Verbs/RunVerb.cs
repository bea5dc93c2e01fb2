using System.CommandLine;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Measuring.Predicting;
using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode run</c>.</summary>
internal sealed class RunVerb : Verb
{
    private readonly MeasureOptions _options = new("--name", startsCommand: true);
    private readonly RepeatOptions _repeat = new();
    private readonly Option<bool> _wait = new("--wait", "-w") { Description = "Measure until every process of the tree has ended, not only the command.", Arity = ArgumentArity.Zero };
    private readonly Option<string?> _progress = new("--progress-from")
    {
        Description = "Foretell energy and end from progress: auto for what progress bars write to standard error, a pattern with groups step and of, or a file that the command writes (docs/budgets.md).",
        HelpName = "auto|regex|file",
    };

    private readonly Argument<string[]> _command = new("command") { Description = "The program to run, and its arguments.", Arity = ArgumentArity.ZeroOrMore };
    private IReadOnlyList<string> _words = [];

    internal override Option? Unconfigured => _options.NoConfig;

    internal override IReadOnlyList<Option> Options => [.. _options.All, _wait, _progress, .. _repeat.All];

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

            if (_repeat.Read(parsed) is { } repeat)
            {
                LabelledCommand[] typed = _words.Count > 0 ? [LabelledCommand.OfWords(_words)] : [];
                return new RepeatedMeasurement(request, repeat, TimeProvider.System).Execute([.. typed, .. texts.Select(LabelledCommand.OfText)]);
            }

            return new RunCommand(request, TimeProvider.System, outcome => Presentation.Show(outcome, request.Output)).Execute(CommandLine.FromOwn(_words), parsed.GetValue(_wait));
        });
        return verb;
    }
}
