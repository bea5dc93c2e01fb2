using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using EcoCode.Cli.Configuration;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Cli.Verbs;
using EcoCode.Quantities;

namespace EcoCode.Cli;

/// <summary>The entry point: finds the verb, and hands over to it.</summary>
internal static class Program
{
    private const string Description = "EcoCode measures the energy of process trees, and says what it means in CO2e, water and money.";

    private static int Main(string[] words)
    {
        VerbEntry? entry = words.Length > 0 ? VerbTable.Find(words[0]) : null;
        Verb? verb = entry?.Make();
        string[] own = verb is null ? words : [entry!.Name, .. verb.Take(words[1..])];
        int lead = 1 + (verb?.Leading ?? 0);
        if (verb is not null) own = [.. own[..lead], .. EnvironmentWords.Complete(own[lead..], verb.Options, Environment.GetEnvironmentVariable)];
        Complaint.AsJson = WantsJson(own);
        if (verb?.Unconfigured is { } unconfigured && !EnvironmentWords.Given(own, unconfigured))
        {
            if (!Configured.TryRead(ConfigPlaces.WorkingDirectory, Environment.GetEnvironmentVariable, out IReadOnlyList<Setting> settings, out Note? problem))
            {
                Complaint.Write(problem, null);
                return verb.MistakeCode;
            }

            own = [.. own[..lead], .. ConfigWords.Complete(own[lead..], verb.Options, settings, Environment.GetEnvironmentVariable, out IReadOnlyList<Setting> used)];
            Complaint.Settings = used;
        }

        if (verb is null && words is [var first, ..] && !first.StartsWith('-'))
        {
            Complaint.Write(Mistake.UnknownVerb(first, Everything(null, null).Subcommands.Where(known => !known.Hidden)), null);
            return ExitCodes.Usage;
        }

        ParseResult parsed = Parse(verb is null || Array.Exists(own, IsForHelp) ? Everything(entry, verb) : Alone(entry!, verb), own);
        Note[] mistakes = Mistakes(parsed, verb);
        if (mistakes.Length > 0 && verb is not null) mistakes = Mistakes(parsed = Parse(Everything(entry, verb), own), verb);
        if (mistakes.Length > 0)
        {
            foreach (Note mistake in mistakes) Complaint.Write(mistake, null);
            return verb?.MistakeCode ?? ExitCodes.Usage;
        }

        using StreamWriter output = StandardStream.Writer(StandardStream.Output), complaints = StandardStream.Writer(StandardStream.Error);
        int code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = complaints, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        if (!StandardStream.TakeLoss()) return code;
        Complaint.Write(new Note("ECO4017", "cannot write to standard output: it is full or closed", "`df` shows whether the disk is full; what was written is cut short"), null);
        return code == ExitCodes.Done ? ExitCodes.Failed : code;
    }

    private static ParseResult Parse(Command root, string[] own)
        => root.Parse(own.Length > 0 ? own : ["--help"], new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>All verbs, with help: what mistakes are compared with. The parser's help reads its own words from a resource, which takes longer than all parsing.</summary>
    private static RootCommand Everything(VerbEntry? entry, Verb? verb)
    {
        var root = new RootCommand(Description);
        foreach (VerbEntry any in VerbTable.All) root.Add(any == entry ? verb!.Create(any.Name, any.Description) : new Command(any.Name, any.Description) { Hidden = any.Hidden });
        if (verb?.Usage is { } usage) UseUsage(root, usage);
        return root;
    }

    /// <summary>One verb, without help.</summary>
    private static Command Alone(VerbEntry entry, Verb verb) => new("ecocode", Description) { verb.Create(entry.Name, entry.Description) };

    private static bool IsForHelp(string word) => word is "--help" or "-h" or "-?" or "/h" or "/?" or "--version";

    private static bool WantsJson(string[] own)
    {
        foreach (string word in own)
        {
            if (word == "--json" || word.StartsWith("--json=", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static void UseUsage(RootCommand root, string usage)
    {
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help }) option.Action = new VerbHelp(help, usage);
        }
    }

    private static Note[] Mistakes(ParseResult parsed, Verb? verb)
    {
        string help = $"{Mistake.Path(parsed.CommandResult)} --help";

        // Words that follow an unknown one are mostly its value.
        Note[] unknown = [.. Swallowed(parsed).Concat(parsed.UnmatchedTokens).Concat(verb?.Strays(parsed) ?? []).Take(1).Select(word => Mistake.UnknownWord(word, help, parsed.CommandResult.Command))];
        return unknown.Length > 0 ? unknown : [.. parsed.Errors.Select(error => Mistake.Of(error, help))];
    }

    /// <summary>
    /// Unknown options that the parser took for a value: of an option before them which may go without (<c>--json --intervall=1s</c>), or of
    /// the verb itself (<c>export --fromat csv</c>). Behind <c>--</c> there are no options.
    /// </summary>
    private static IEnumerable<string> Swallowed(ParseResult parsed)
        => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? []
            : parsed.CommandResult.Children
                .Where(result => result is ArgumentResult or OptionResult { Option.Arity: { MinimumNumberOfValues: 0, MaximumNumberOfValues: > 0 } })
                .SelectMany(result => result.Tokens).Select(token => token.Value).Where(value => value.Length > 1 && value[0] == '-');
}
