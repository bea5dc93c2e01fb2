namespace EcoCode.Report.Layout;

/// <summary>Rows under headers, each column as wide as its widest cell. A column that is empty in all rows is left out.</summary>
internal sealed class Table(params IReadOnlyList<TableColumn> columns)
{
    private const int Between = 2;

    private readonly List<(string Text, Ink Ink)[]> _rows = [];

    internal void Add(params (string Text, Ink Ink)[] cells) => _rows.Add(cells);

    internal void Write(Page page, int indent)
    {
        int[] widths = Widths(page.Style);
        Shrink(widths, page.Style.Width - indent);
        Row(page, indent, widths, [.. columns.Select(column => (column.Header, Ink.Dim))]);
        foreach ((string, Ink)[] row in _rows) Row(page, indent, widths, row);
    }

    private int[] Widths(SummaryStyle style)
    {
        var widths = new int[columns.Count];
        foreach ((string Text, Ink)[] row in _rows)
        {
            for (int i = 0; i < widths.Length; i++) widths[i] = Math.Max(widths[i], Cells.Width(Line.Shown(row[i].Text, style)));
        }

        for (int i = 0; i < widths.Length; i++)
        {
            if (widths[i] > 0) widths[i] = Math.Max(widths[i], Cells.Width(columns[i].Header));
        }

        return widths;
    }

    /// <summary>Takes what is too much from the columns that may be cut, the widest first.</summary>
    private void Shrink(int[] widths, int room)
    {
        int excess = widths.Where(width => width > 0).Sum(width => width + Between) - Between - room;
        for (; excess > 0; excess--)
        {
            int widest = -1;
            for (int i = 0; i < widths.Length; i++)
            {
                if (columns[i].Least > 0 && widths[i] > columns[i].Least && (widest < 0 || widths[i] > widths[widest])) widest = i;
            }

            if (widest < 0) return;
            widths[widest]--;
        }
    }

    private void Row(Page page, int indent, int[] widths, (string Text, Ink Ink)[] cells)
    {
        Line line = page.NewLine();
        int column = indent;
        for (int i = 0; i < widths.Length; i++)
        {
            if (widths[i] == 0) continue;
            string text = Cells.Cut(Line.Shown(cells[i].Text, page.Style), widths[i], Line.Shown("…", page.Style));
            if (columns[i].Figure) line.EndAt(column + widths[i], text, cells[i].Ink);
            else if (text.Length > 0) line.At(column).Add(text, cells[i].Ink);
            column += widths[i] + Between;
        }
    }
}
