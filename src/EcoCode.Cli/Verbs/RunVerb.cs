using System.CommandLine;
using EcoCode.Cli.Measuring;
using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode run</c>.</summary>
internal sealed class RunVerb
{
    internal const string Name = "run";
    internal const string Usage = "ecocode run [options] [--] <command> [<argument>...]";

    private readonly MeasureOptions _options = new("--name");
    private readonly Option<bool> _wait = new("--wait", "-w") { Description = "Measure until every process of the tree has ended, not only the command.", Arity = ArgumentArity.Zero };
    private readonly Argument<string[]> _command = new("command") { Description = "The program to run, and its arguments.", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The options, for cutting the command off before anything is parsed.</summary>
    internal IReadOnlyList<Option> Options => [.. _options.All, _wait];

    /// <summary>Words before the command that are none of our options.</summary>
    internal IEnumerable<string> Strays(ParseResult parsed) => parsed.GetResult(_command) is { } stray ? stray.Tokens.Select(token => token.Value) : [];

    /// <summary>The verb.</summary>
    /// <param name="command">What was cut off.</param>
    internal Command Create(IReadOnlyList<string> command)
    {
        var verb = new Command(Name, "Run a command and say what its whole process tree cost in energy, CO2e, water and money.") { _command };
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed =>
        {
            MeasureRequest request = _options.Read(parsed);
            if (command.Count == 0)
            {
                Complaint.Write(new("ECO4006", "there is no command to run", "`ecocode run -- python train.py`"), request.Output);
                return ExitCodes.NotStarted;
            }

            return new RunCommand(request, TimeProvider.System).Execute(CommandLine.FromOwn(command), parsed.GetValue(_wait));
        });
        return verb;
    }
}
