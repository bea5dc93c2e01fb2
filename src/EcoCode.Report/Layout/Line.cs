using System.Text;

namespace EcoCode.Report.Layout;

/// <summary>One line in the making. All text passes through here, so none gets out unclean, and no line gets wider than allowed.</summary>
internal sealed class Line(SummaryStyle style)
{
    private readonly List<(string Text, Ink Ink)> _pieces = [];

    /// <summary>Cells taken so far.</summary>
    internal int Width { get; private set; }

    internal static string Shown(string text, SummaryStyle style)
        => style.Unicode ? PlainText.Clean(text) : PlainText.ToAscii(PlainText.Clean(text));

    internal Line Add(string text, Ink ink = Ink.Plain)
    {
        string shown = Shown(text, style);
        if (shown.Length > 0) _pieces.Add((shown, ink));
        Width += Cells.Width(shown);
        return this;
    }

    /// <summary>Goes on at a column; a blank is put in when the line is already there.</summary>
    internal Line At(int column)
    {
        if (Width < column) return Add(new string(' ', column - Width));
        return Width > 0 && column > 0 ? Add(" ") : this;
    }

    /// <summary>Adds a text that ends at a column, or as soon after it as it can.</summary>
    internal Line EndAt(int column, string text, Ink ink = Ink.Plain) => At(column - Cells.Width(Shown(text, style))).Add(text, ink);

    internal string Render()
    {
        string ellipsis = Shown("…", style);
        int room = Width <= style.Width ? Width : style.Width - Cells.Width(ellipsis);
        var text = new StringBuilder();
        foreach (var (piece, ink) in _pieces)
        {
            string head = Cells.Head(piece, room);
            room -= Cells.Width(head);
            bool inked = style.Color && ink != Ink.Plain && head.Length > 0;
            text.Append(inked ? Sgr.Of(ink) : "").Append(head).Append(inked ? Sgr.Reset : "");
            if (head.Length < piece.Length) break;
        }

        if (Width > style.Width) text.Append(ellipsis);
        return text.ToString().TrimEnd(' ');
    }
}
