using System.Globalization;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.View;

/// <summary>The table of processes: headers, the lines in the window, and a line that says what is shown.</summary>
internal static class TableView
{
    internal static void Draw(Model model, CellBuffer screen, Layout layout)
    {
        Area lines = layout.Lines;
        if (layout.Fit != Fit.Table) Frame.Draw(screen, layout.Processes, layout.Fit == Fit.Full ? "3 Processes" : "Processes", model.Scrub is null ? "" : "as they are now");
        ColumnPlan plan = Plan(model, lines.Width);
        DrawHeaders(model, plan, screen.Region(lines.X, lines.Y - 1, lines.Width, 1));
        for (int y = 0; y < lines.Height && model.Top + y < model.Table.Lines.Count; y++)
        {
            int at = model.Top + y;
            RowView.Draw(model, plan, model.Table.Lines[at], screen.Region(lines.X, lines.Y + y, lines.Width, 1), at == model.Cursor);
        }

        DrawStatus(model, screen.Region(lines.X, lines.Y + lines.Height, lines.Width, 1));
    }

    /// <summary>Draws all of it without a frame and without a cursor: headers, every line, and what is shown.</summary>
    internal static void DrawPlain(Model model, CellBuffer screen)
    {
        ColumnPlan plan = Plan(model, screen.Width);
        DrawHeaders(model, plan, screen.Region(0, 0, screen.Width, 1));
        for (int y = 0; y < model.Table.Lines.Count; y++) RowView.Draw(model, plan, model.Table.Lines[y], screen.Region(0, y + 1, screen.Width, 1), current: false);
        DrawStatus(model, screen.Region(0, model.Table.Lines.Count + 1, screen.Width, 1));
    }

    /// <summary>Where the columns stand in so many cells.</summary>
    internal static ColumnPlan Plan(Model model, int width)
    {
        int longest = 0;
        foreach (Row row in model.Forest.All) longest = Math.Max(longest, row.Pid);
        return ColumnPlan.Of(width, model.WantedColumns, longest.ToString(CultureInfo.InvariantCulture).Length);
    }

    private static void DrawHeaders(Model model, ColumnPlan plan, CellRegion line)
    {
        foreach ((ColumnForm form, int x, int width) in plan.Places)
        {
            bool sorted = form.Order is { } order && order == model.Settings.Order;
            string header = (form.Column == Column.Co2e && model.Co2eByHour ? "CO2e/h" : form.Header) + (sorted ? model.Settings.Reversed ? "▴" : "▾" : "");
            Style style = sorted ? ((Style)Tone.Title).With(Emphasis.Bold) : Tone.Title;
            int at = form.IsFigure ? x + width - CellText.Width(header) : x;
            line.Put(at, 0, header, style);
        }
    }

    /// <summary>How many rows there are, how they are chosen, what was tagged, and what was said last.</summary>
    private static void DrawStatus(Model model, CellRegion line)
    {
        if (model.Said is { } said)
        {
            line.PutWithin(1, 0, line.Width - 2, said, Tone.Accent);
            return;
        }

        if (model.Shown is null)
        {
            line.PutWithin(1, 0, line.Width - 2, "waiting for the first reading", Tone.Muted);
            return;
        }

        int x = line.PutWithin(1, 0, line.Width - 2, Counted(model), Tone.Muted);
        if (model.Settings.Filter is { } filter) x = line.PutWithin(x, 0, line.Width - 1 - x, $" · filter: {filter.Text}", Tone.Accent);
        if (model.Table.HiddenWatts > 0.0005) x = line.PutWithin(x, 0, line.Width - 1 - x, $" · not shown: {Figures.Watts(model.Table.HiddenWatts)}", Tone.Muted);
        if (Tagged(model) is { } tagged) line.PutWithin(x, 0, line.Width - 1 - x, tagged, Tone.Accent);
    }

    private static string Counted(Model model)
    {
        string order = model.Settings.Order.ToString();
        string kind = model.Settings.Tree ? "tree" : "list";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Table.Lines.Count} of {model.Forest.All.Count} rows · {kind} · by {(order.Length <= 3 ? order.ToUpperInvariant() : order.ToLowerInvariant())}");
    }

    /// <summary>The sum of what is tagged; a row under another one that is tagged is in it already.</summary>
    private static string? Tagged(Model model)
    {
        if (model.Tagged.IsEmpty) return null;
        int count = 0;
        double watts = 0;
        Quantities.Energy energy = default;
        foreach (Row row in model.Forest.All)
        {
            if (!model.Tagged.Contains(row.Id)) continue;
            count++;
            if (IsWithinTagged(row.Parent, model)) continue;
            watts += row.Watts;
            energy += row.Energy;
        }

        return $" · {count} tagged: {Figures.Watts(watts)}, {Figures.Energy(energy, model.Joules)}, {Figures.Grams(model.Counted.Grams(energy))}";
    }

    private static bool IsWithinTagged(Row? row, Model model)
    {
        for (Row? above = row; above is not null; above = above.Parent)
        {
            if (model.Tagged.Contains(above.Id)) return true;
        }

        return false;
    }
}
