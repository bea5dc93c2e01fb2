using System.CommandLine;
using System.CommandLine.Parsing;
using EcoCode.Impact;
using EcoCode.Quantities;

namespace EcoCode.Cli.Verbs;

/// <summary>Words mistakes on the command line, with what was probably meant.</summary>
internal static class Mistake
{
    private const string Code = "ECO4007";

    /// <summary>The first word was none of the verbs.</summary>
    internal static Note UnknownVerb(string word, IEnumerable<Command> verbs)
        => new(Code, $"there is no verb `{word}`", Meant(word, verbs.Select(verb => verb.Name)) ?? $"to measure a command: `ecocode run -- {word}`; `ecocode --help` lists the verbs");

    /// <summary>A word that is no option of a verb, nor one of the verbs below it.</summary>
    internal static Note UnknownWord(string word, string help, Command verb)
    {
        string name = word.Split('=')[0];
        return new(
            Code,
            word.StartsWith('-') ? $"there is no option `{name}`" : $"`{word}` is one word too many",
            Meant(name, verb.Options.SelectMany(option => option.Aliases.Append(option.Name)).Concat(verb.Subcommands.Select(below => below.Name))) ?? $"`{help}` lists the options");
    }

    /// <summary>What the parser found wrong.</summary>
    internal static Note Of(ParseError error, string help)
    {
        string hint = $"`{help}` tells more";
        if (error.SymbolResult is OptionResult { IdentifierTokenCount: > 1 } repeated && error.Message.Contains("single", StringComparison.Ordinal)) return new(Code, $"`{repeated.Option.Name}` is given more than once", hint);
        if (error.SymbolResult is OptionResult { Tokens.Count: 0 } bare) return new(Code, $"`{bare.Option.Name}` needs a value", hint);
        if (error.SymbolResult is ArgumentResult { Parent: CommandResult verb } few && few.Argument.Arity.MinimumNumberOfValues is var least && few.Tokens.Count < least)
            return new(Code, $"`{Path(verb)}` needs {few.Argument.Name.ToUpperInvariant()}{(least > 1 ? $", at least {least} of them" : "")}", hint);
        string message = error.Message.TrimEnd('.').Replace('\'', '`');
        return new(Code, char.ToLowerInvariant(message[0]) + message[1..], hint);
    }

    /// <summary>A verb as it is typed: <c>ecocode config set</c>.</summary>
    internal static string Path(CommandResult verb) => verb.Parent is CommandResult above ? $"{Path(above)} {verb.Command.Name}" : "ecocode";

    private static string? Meant(string word, IEnumerable<string> known)
        => Spelling.Closest(word, known.Select(name => (name, name))) is { Count: > 0 } close ? $"did you mean {string.Join(" or ", close.Select(name => $"`{name}`"))}?" : null;
}
