namespace EcoCode.Tui.Dashboards.Columns;

/// <summary>Which columns fit, and where they stand.</summary>
/// <param name="Places">The columns from left to right, each with where it begins and how wide it is.</param>
internal sealed record ColumnPlan(IReadOnlyList<(ColumnForm Form, int X, int Width)> Places)
{
    /// <summary>Cells at the left: a blank, the sign of folding, a blank.</summary>
    internal const int Margin = 3;

    private const int RoomyFrom = 100;

    /// <summary>Lays columns out; the dearest stay where there is no room for all, and the command takes what is left.</summary>
    /// <param name="width">Cells there are.</param>
    /// <param name="wanted">The columns that were asked for.</param>
    /// <param name="pidWidth">Digits of the longest process id.</param>
    internal static ColumnPlan Of(int width, IReadOnlyList<ColumnForm> wanted, int pidWidth)
    {
        int gap = width >= RoomyFrom ? 2 : 1;
        List<ColumnForm> columns = [.. wanted];
        while (columns.Count > 1 && Needed(columns, pidWidth, gap) > width) columns.Remove(columns.MinBy(form => form.Keep)!);
        int spare = Math.Max(0, width - Needed(columns, pidWidth, gap));
        var places = new List<(ColumnForm, int, int)>();
        int x = Margin;
        foreach (ColumnForm form in columns)
        {
            int own = WidthOf(form, pidWidth) + (form.Column == Column.Command ? spare : 0);
            places.Add((form, x, own));
            x += own + gap;
        }

        return new(places);
    }

    /// <summary>The column at a cell; null between columns.</summary>
    internal ColumnForm? At(int x)
    {
        foreach ((ColumnForm form, int from, int width) in Places)
        {
            if (x >= from - 1 && x < from + width) return form;
        }

        return null;
    }

    private static int Needed(List<ColumnForm> columns, int pidWidth, int gap)
        => Margin + columns.Sum(form => WidthOf(form, pidWidth)) + (gap * (columns.Count - 1)) + 1;

    private static int WidthOf(ColumnForm form, int pidWidth) => form.Column == Column.Pid ? Math.Max(form.Width, pidWidth) : form.Width;
}
