using System.CommandLine;

namespace EcoCode.Cli.Verbs;

/// <summary>Cuts a command line into EcoCode's own words and the command to run, so that no word of the command is ever taken for an option of ours.</summary>
internal static class CommandWords
{
    /// <summary>Cuts behind the options of a verb.</summary>
    /// <param name="words">The words after the verb.</param>
    /// <param name="options">The verb's options.</param>
    /// <returns>Our words, and the command: what follows <c>--</c>, or else begins with the first word that is no option.</returns>
    internal static (IReadOnlyList<string> Own, IReadOnlyList<string> Command) Split(IReadOnlyList<string> words, IEnumerable<Option> options)
    {
        var valued = new HashSet<string>(options.Where(option => option.Arity.MinimumNumberOfValues > 0).SelectMany(option => option.Aliases.Append(option.Name)));
        var optional = new HashSet<string>(options.Where(Optional).SelectMany(option => option.Aliases.Append(option.Name)));
        bool dashes = words.Contains("--");
        var own = new List<string>();
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            if (word == "--") return (own, [.. words.Skip(i + 1)]);
            if (!word.StartsWith('-') || word == "-") return (own, [.. words.Skip(i)]);
            own.Add(word);
            bool takesNext = valued.Contains(word) || (optional.Contains(word) && dashes && i + 2 < words.Count && IsValue(words[i + 1]) && words[i + 2].StartsWith('-'));
            if (takesNext && i + 1 < words.Count && words[i + 1] != "--") own.Add(words[++i]);
        }

        return (own, []);
    }

    /// <summary>
    /// An option whose value may be left out takes the next word only where <c>--</c> follows, at once or behind more options: in
    /// <c>--json out.json -- make</c>, and not in <c>--json git log -- README.md</c>.
    /// </summary>
    private static bool Optional(Option option) => option.Arity.MinimumNumberOfValues == 0 && option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    private static bool IsValue(string word) => word == "-" || !word.StartsWith('-');
}
