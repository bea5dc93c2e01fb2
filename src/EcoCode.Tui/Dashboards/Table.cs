using System.Collections.Immutable;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards;

/// <summary>Keeps lines, cursor and window of the table in tune with each other.</summary>
internal static class Table
{
    /// <summary>With the lines made anew, as after a snapshot or another setting; the cursor finds its row again.</summary>
    internal static Model Built(Model model)
    {
        model = model with { Table = RowTable.Of(model.Forest, model.Settings) };
        if (!model.Follow || model.Selected is not { } selected) return At(model, model.Cursor);
        int at = IndexOf(model, selected);
        return at >= 0 ? At(model, at) : At(model, model.Cursor);
    }

    /// <summary>With the cursor on a line, or on the nearest there is, and the window around it.</summary>
    internal static Model At(Model model, int line)
    {
        line = Math.Clamp(line, 0, Math.Max(0, model.Table.Lines.Count - 1));
        RowId? row = line < model.Table.Lines.Count ? model.Table.Lines[line].Row.Id : null;
        return Settled(model with { Cursor = line, Selected = row is not null && (line > 0 || model.Selected is not null) ? row : null });
    }

    /// <summary>With the window moved so that the cursor is in it and no line of it is empty without need.</summary>
    internal static Model Settled(Model model)
    {
        int height = Math.Max(1, Layout.Of(model).Lines.Height);
        int top = Math.Clamp(model.Top, Math.Max(0, model.Cursor - height + 1), model.Cursor);
        return model with { Top = Math.Clamp(top, 0, Math.Max(0, model.Table.Lines.Count - height)) };
    }

    /// <summary>The rows among these that there still are.</summary>
    internal static ImmutableHashSet<RowId> Known(ImmutableHashSet<RowId> rows, Forest forest)
    {
        var known = new HashSet<RowId>();
        foreach (Row row in forest.All)
        {
            if (rows.Contains(row.Id)) known.Add(row.Id);
        }

        return known.Count == rows.Count ? rows : [.. known];
    }

    /// <summary>The line of a row, or of the nearest row above it that is shown.</summary>
    private static int IndexOf(Model model, RowId id)
    {
        int at = model.Table.IndexOf(id);
        for (Row? row = at < 0 ? model.Forest.Find(id)?.Parent : null; at < 0 && row is not null; row = row.Parent) at = model.Table.IndexOf(row.Id);
        return at;
    }
}
