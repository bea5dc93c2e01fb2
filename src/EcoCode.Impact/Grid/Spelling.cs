namespace EcoCode.Impact;

/// <summary>Finds what a user probably meant.</summary>
public static class Spelling
{
    private const int MostSuggestions = 3;

    /// <summary>Longer text is no misspelt code or name, and comparing it would cost time for nothing.</summary>
    private const int LongestText = 48;

    /// <summary>
    /// The meanings of the words nearest to a text: at most three, nearest first, none that differs in more than a third of its letters.
    /// A word that begins with the text is one step away. Two-letter codes are not compared: each has dozens one letter away.
    /// </summary>
    public static IReadOnlyList<string> Closest(string text, IEnumerable<(string Word, string Meaning)> words)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is < 2 or > LongestText) return [];
        int most = Math.Max(1, text.Length / 3);
        string typed = text.ToUpperInvariant();
        return [.. words
            .Where(word => word.Word.Length > 2)
            .Select(word => (Steps: Steps(typed, word.Word.ToUpperInvariant()), word.Meaning))
            .Where(word => word.Steps <= most)
            .GroupBy(word => word.Meaning, (meaning, same) => (Steps: same.Min(word => word.Steps), Meaning: meaning))
            .OrderBy(word => word.Steps).ThenBy(word => word.Meaning, StringComparer.Ordinal)
            .Take(MostSuggestions)
            .Select(word => word.Meaning)];
    }

    /// <summary>
    /// Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of neighbours, each one step.
    /// </summary>
    internal static int Distance(string left, string right)
    {
        int[] beforeLast = new int[right.Length + 1];
        int[] last = [.. Enumerable.Range(0, right.Length + 1)];
        int[] row = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int differs = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + differs);
                bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                if (swapped) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[right.Length];
    }

    private static int Steps(string typed, string word)
        => word.StartsWith(typed, StringComparison.Ordinal) ? Math.Min(1, word.Length - typed.Length) : Distance(typed, word);
}
