using System.CommandLine;
using EcoCode.Cli.Verbs;

namespace EcoCode.Cli.Completing;

/// <summary>Finds the words that may stand where somebody is typing, from the verbs themselves.</summary>
internal static class Completion
{
    /// <summary>The candidates for the last word.</summary>
    /// <param name="words">The words behind the program's name up to where is typed; the last is what is there of the word, maybe nothing.</param>
    /// <param name="verbs">All verbs.</param>
    /// <param name="vocabulary">Zones, runs and projects.</param>
    /// <returns>None where EcoCode has nothing to say: files, and the words of the command that is run.</returns>
    internal static IReadOnlyList<Candidate> Find(IReadOnlyList<string> words, IReadOnlyList<VerbEntry> verbs, Vocabulary vocabulary)
    {
        string[] typed = Joined(words);
        string current = typed.Length > 0 ? typed[^1] : "";
        if (typed.Length <= 1)
        {
            return Fitting(current, [.. verbs.Where(verb => !verb.Hidden).Select(verb => new Candidate(verb.Name, verb.Description)), new("--help"), new("--version")]);
        }

        if (verbs.FirstOrDefault(verb => verb.Name == typed[0]) is not { } entry) return [];
        Verb chosen = entry.Make();
        Command command = chosen.Create(entry.Name, entry.Description);
        string[] before = typed[1..^1];

        // What a verb does not take for its own are words of the command.
        if (chosen.Take(before).Count < before.Length) return [];
        while (before.Length > 0 && command.Subcommands.FirstOrDefault(below => below.Name == before[0]) is { } next) (command, before) = (next, before[1..]);
        if (current.StartsWith("--", StringComparison.Ordinal) && current.IndexOf('=', StringComparison.Ordinal) is > 0 and var cut)
        {
            return Option(command, current[..cut]) is { } named
                ? [.. Fitting(current[(cut + 1)..], vocabulary.Values(named.Name, named.HelpName)).Select(value => value with { Word = current[..(cut + 1)] + value.Word })]
                : [];
        }

        if (before.Length > 0 && Option(command, before[^1]) is { Arity.MinimumNumberOfValues: > 0 } waiting) return Fitting(current, vocabulary.Values(waiting.Name, waiting.HelpName));
        IEnumerable<Candidate> below = command.Subcommands.Select(verb => new Candidate(verb.Name, verb.Description ?? ""));
        IEnumerable<Candidate> values = command.Arguments.SelectMany(argument => vocabulary.Values(argument.Name, argument.HelpName));
        IEnumerable<Candidate> options = current.StartsWith('-') ? command.Options.Select(option => new Candidate(option.Name, option.Description ?? "")).Append(new("--help")) : [];
        return Fitting(current, [.. below, .. values, .. options]);
    }

    /// <summary>Whether the name of a program to run is wanted here, which the shell knows best.</summary>
    internal static bool WantsProgram(IReadOnlyList<string> words, IReadOnlyList<VerbEntry> verbs)
    {
        string[] typed = Joined(words);
        if (typed.Length < 2 || typed[^1].StartsWith('-') || verbs.FirstOrDefault(verb => verb.Name == typed[0])?.Make() is not { } verb) return false;
        string[] before = typed[1..^1];
        int own = verb.Take(before).Count;

        // A word that is not taken for an option's value, and is the first of those that are not EcoCode's.
        return (own == before.Length && verb.Take([.. before, "program"]).Count == own) || (own == before.Length - 1 && before[^1] == "--");
    }

    private static Option? Option(Command command, string name)
        => command.Options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    private static IReadOnlyList<Candidate> Fitting(string start, IEnumerable<Candidate> all)
        => [.. all.Where(candidate => candidate.Word.StartsWith(start, StringComparison.OrdinalIgnoreCase))];

    /// <summary>bash hands <c>--zone=D</c> and <c>aws:eu</c> over in three: the pieces are put together again.</summary>
    private static string[] Joined(IReadOnlyList<string> words)
    {
        var joined = new List<string>();
        bool glue = false;
        foreach (string word in words)
        {
            if (joined.Count > 0 && (glue || word is "=" or ":")) joined[^1] += word;
            else joined.Add(word);
            glue = word is "=" or ":";
        }

        return [.. joined];
    }
}
