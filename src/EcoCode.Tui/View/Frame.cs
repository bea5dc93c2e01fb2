using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>The border of a panel.</summary>
internal static class Frame
{
    /// <summary>Draws a border with a title at the left and a text at the right of its upper edge.</summary>
    /// <returns>What is inside.</returns>
    internal static CellRegion Draw(CellBuffer screen, Area area, string title, string right = "")
    {
        CellRegion box = screen.Region(area.X, area.Y, area.Width, area.Height);
        if (box.Width < 2 || box.Height < 2) return box.Region(0, 0, 0, 0);
        Style line = Tone.Frame;
        int last = box.Width - 1, bottom = box.Height - 1;
        box.Fill(1, 0, last - 1, 1, '─', line);
        box.Fill(1, bottom, last - 1, 1, '─', line);
        box.Fill(0, 1, 1, bottom - 1, '│', line);
        box.Fill(last, 1, 1, bottom - 1, '│', line);
        box.Put(0, 0, "┌", line);
        box.Put(last, 0, "┐", line);
        box.Put(0, bottom, "└", line);
        box.Put(last, bottom, "┘", line);
        int end = 2;
        if (title.Length > 0) end = box.PutWithin(3, 0, last - 4, title, Tone.Title) + 1;
        if (title.Length > 0) box.Put(2, 0, " ", Tone.Title);
        if (title.Length > 0) box.Put(end - 1, 0, " ", Tone.Title);
        int width = CellText.Width(right);
        if (right.Length > 0 && last - width - 3 > end)
        {
            box.Put(last - width - 3, 0, " ", Tone.Muted);
            box.Put(last - width - 2, 0, right, Tone.Muted);
            box.Put(last - 2, 0, " ", Tone.Muted);
        }

        return box.Region(1, 1, box.Width - 2, box.Height - 2);
    }
}
