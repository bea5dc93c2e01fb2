using System.CommandLine;
using System.CommandLine.Help;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Cli.Verbs;
using EcoCode.Quantities;

namespace EcoCode.Cli;

/// <summary>The entry point: finds the verb, and hands over to it.</summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        var run = new RunVerb();
        var monitor = new MonitorVerb();
        bool isRun = words.Length > 0 && words[0] == RunVerb.Name;
        IReadOnlyList<Option> options = isRun ? run.Options : words.Length > 0 && words[0] == MonitorVerb.Name ? monitor.Options : [];
        IReadOnlyList<string> rest = [.. words.Skip(1)];
        (IReadOnlyList<string> own, IReadOnlyList<string> command) = isRun ? CommandWords.Split(rest, options) : (rest, []);
        own = EnvironmentWords.Complete(own, options, Environment.GetEnvironmentVariable);

        var root = new RootCommand("EcoCode measures the energy of process trees, and says what it means in CO2e, water and money.") { run.Create(command), monitor.Create() };
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help }) option.Action = new RunHelp(help, RunVerb.Usage);
        }

        if (words is [var first, ..] && options.Count == 0 && !first.StartsWith('-'))
        {
            Complaint.Write(Mistake.UnknownVerb(first, root.Subcommands), null);
            return ExitCodes.Usage;
        }

        string verb = words.Length > 0 ? words[0] : "--help";
        ParseResult parsed = root.Parse([verb, .. own], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (Mistakes(parsed, run, options) is { Length: > 0 } mistakes)
        {
            foreach (Note mistake in mistakes) Complaint.Write(mistake, null);
            return isRun ? ExitCodes.NotStarted : ExitCodes.Usage;
        }

        using StreamWriter output = StandardStream.Writer(StandardStream.Output), complaints = StandardStream.Writer(StandardStream.Error);
        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = complaints, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static Note[] Mistakes(ParseResult parsed, RunVerb run, IReadOnlyList<Option> options)
    {
        string help = options.Count > 0 ? $"ecocode {parsed.CommandResult.Command.Name} --help" : "ecocode --help";

        // Words that follow an unknown one are mostly its value.
        Note[] unknown = [.. parsed.UnmatchedTokens.Concat(run.Strays(parsed)).Take(1).Select(word => Mistake.UnknownWord(word, help, options))];
        return unknown.Length > 0 ? unknown : [.. parsed.Errors.Select(error => Mistake.Of(error, help))];
    }
}
