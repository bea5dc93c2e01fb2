namespace EcoCode.Report.Layout;

/// <summary>Lines from top to bottom.</summary>
internal sealed class Page
{
    /// <summary>The column at which text beside a name begins.</summary>
    internal const int Column = 13;

    /// <summary>The column at which a figure beside a name ends.</summary>
    internal const int ValueEnd = 21;

    private readonly List<Line?> _lines = [];

    internal Page(SummaryStyle style) => Style = style with { Width = Math.Max(style.Width, SummaryStyle.LeastWidth) };

    internal SummaryStyle Style { get; }

    internal Line NewLine()
    {
        var line = new Line(Style);
        _lines.Add(line);
        return line;
    }

    /// <summary>Sets a blank line between what is above and what is below, once, and none at the top or the end.</summary>
    internal void Gap()
    {
        if (_lines.Count > 0 && _lines[^1] is not null) _lines.Add(null);
    }

    /// <summary>Writes a name and parts beside it.</summary>
    internal void Row(string name, IEnumerable<string> parts, string separator = " · ")
        => Flow(NewLine().At(2).Add(name).At(Column), Column, parts, separator);

    /// <summary>Goes on with parts in a row; a part that does not fit begins a new line at the column, and a longer one is cut.</summary>
    internal void Flow(Line line, int column, IEnumerable<string> parts, string separator)
    {
        string between = "";
        foreach (string part in parts)
        {
            string shown = Cells.Cut(Line.Shown(part, Style), Style.Width - column, Line.Shown("…", Style));
            if (between.Length > 0 && line.Width + Cells.Width(Line.Shown(between, Style)) + Cells.Width(shown) > Style.Width)
            {
                line = NewLine().At(column);
                between = "";
            }

            line.Add(between).Add(shown);
            between = separator;
        }
    }

    /// <summary>Writes a sentence after a lead, in as many lines as it takes; those after the first are indented.</summary>
    internal void Paragraph(string lead, Ink ink, string text, int indent)
    {
        var line = NewLine().Add(lead, ink);
        bool first = true;
        foreach (string word in Words(Line.Shown(text, Style), Style.Width - indent))
        {
            int gap = first ? 0 : 1;
            if (line.Width + gap + Cells.Width(word) > Style.Width)
            {
                line = NewLine().At(indent);
                gap = 0;
            }

            line.Add(gap == 1 ? " " : "").Add(word);
            first = false;
        }
    }

    internal void Write(TextWriter writer)
    {
        foreach (var line in _lines) writer.Write((line?.Render() ?? "") + "\n");
    }

    /// <summary>Pieces between which a line may break: not before a percent sign, nor in what is to be typed.</summary>
    private static IEnumerable<string> Words(string text, int width)
    {
        text = text.Trim();
        int start = 0;
        bool typed = false;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '`') typed = !typed;
            if (i < text.Length && (text[i] != ' ' || typed || text[i - 1] == '±' || text.AsSpan(i + 1).StartsWith('%'))) continue;
            string word = text[start..i];
            start = i + 1;
            if (word.Length == 0) continue;
            if (Cells.Width(word) <= width) yield return word;
            else foreach (string piece in word.Split(' ').SelectMany(part => Pieces(part, width))) yield return piece;
        }
    }

    private static IEnumerable<string> Pieces(string word, int width)
    {
        while (word.Length > 0)
        {
            string head = Cells.Head(word, width);
            yield return head;
            word = word[head.Length..];
        }
    }
}
