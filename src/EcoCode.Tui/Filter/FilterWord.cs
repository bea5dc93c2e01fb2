namespace EcoCode.Tui.Filter;

/// <summary>A piece of a filter's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, or the sign as typed.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it takes, quotes included.</param>
internal readonly record struct FilterWord(FilterWordKind Kind, string Text, int Start, int Length)
{
    /// <summary>The pieces of a text, ended by one of <see cref="FilterWordKind.End"/>.</summary>
    internal static List<FilterWord> Split(string text)
    {
        var words = new List<FilterWord>();
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            char first = text[at];
            if (char.IsWhiteSpace(first))
            {
                at++;
            }
            else if (first is '(' or ')')
            {
                words.Add(new(first == '(' ? FilterWordKind.Open : FilterWordKind.Close, text[at..++at], start, 1));
            }
            else if (first == '!' && (at + 1 == text.Length || text[at + 1] != '='))
            {
                words.Add(new(FilterWordKind.Not, text[at..++at], start, 1));
            }
            else if (first is '<' or '>' or '=' or '!')
            {
                at += at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1;
                words.Add(new(FilterWordKind.Comparison, text[start..at], start, at - start));
            }
            else if (first is '"' or '\'')
            {
                int end = text.IndexOf(first, at + 1);
                at = end < 0 ? text.Length : end + 1;
                words.Add(new(end < 0 ? FilterWordKind.Unclosed : FilterWordKind.Quoted, text[(start + 1)..(end < 0 ? at : end)], start, at - start));
            }
            else
            {
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && !"()!<>=\"'".Contains(text[at], StringComparison.Ordinal)) at++;
                words.Add(Named(text[start..at], start));
            }
        }

        words.Add(new(FilterWordKind.End, "", text.Length, 0));
        return words;
    }

    private static FilterWord Named(string word, int start) => new(
        word.ToUpperInvariant() switch
        {
            "AND" => FilterWordKind.And,
            "OR" => FilterWordKind.Or,
            "NOT" => FilterWordKind.Not,
            _ => FilterWordKind.Word,
        },
        word, start, word.Length);
}
