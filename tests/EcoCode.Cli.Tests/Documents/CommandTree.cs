using System.CommandLine;
using EcoCode.Cli.Verbs;

namespace EcoCode.Cli.Tests.Documents;

/// <summary>The verbs as the parser knows them, with those below them, for whoever writes about them.</summary>
/// <param name="Words">What is typed: <c>ecocode config set</c>.</param>
/// <param name="Command">The verb.</param>
/// <param name="Usage">How it is called.</param>
internal sealed record CommandTree(string Words, Command Command, string Usage)
{
    /// <summary>Every verb that is in the help, in its order; those below a verb behind it.</summary>
    internal static IReadOnlyList<CommandTree> All
        => [.. VerbTable.All.Where(entry => !entry.Hidden).SelectMany(entry =>
        {
            Verb verb = entry.Make();
            return Of("ecocode", verb.Create(entry.Name, entry.Description), verb.Usage);
        })];

    private static IEnumerable<CommandTree> Of(string above, Command command, string? usage)
    {
        string words = $"{above} {command.Name}";
        string options = command.Options.Count > 0 ? " [options]" : "";
        string arguments = string.Concat(command.Arguments.Select(argument => $" {Argument(argument)}"));
        yield return new(words, command, usage ?? words + (command.Subcommands.Count > 0 ? " <verb>" : options + arguments));
        foreach (CommandTree below in command.Subcommands.Where(below => !below.Hidden).SelectMany(below => Of(words, below, null))) yield return below;
    }

    internal static string Names(Option option)
    {
        string value = option.HelpName is { } name && option.Arity.MaximumNumberOfValues > 0 ? option.Arity.MinimumNumberOfValues > 0 ? $" <{name}>" : $"[=<{name}>]" : "";
        return string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name)) + value;
    }

    private static string Argument(Argument argument)
    {
        string name = $"<{argument.HelpName ?? argument.Name}>{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")}";
        return argument.Arity.MinimumNumberOfValues > 0 ? name : $"[{name}]";
    }
}
