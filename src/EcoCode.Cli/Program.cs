using System.CommandLine;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Cli.Verbs;

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
        ParseResult parsed = root.Parse([.. words.Take(1), .. own], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors) Complaint.Write(Mistake.Of(error), null);
            return isRun ? ExitCodes.NotStarted : ExitCodes.Usage;
        }

        using StreamWriter output = StandardStream.Writer(StandardStream.Output), complaints = StandardStream.Writer(StandardStream.Error);
        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = complaints, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}
