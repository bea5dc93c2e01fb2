using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Keys;

namespace EcoCode.Tui.View;

/// <summary>All keys, made from the table that they are found in, then what signs and the colour of the grid figure mean.</summary>
internal static class HelpView
{
    private const int KeyWidth = 8, Width = 96;

    internal static void Draw(Model model, CellBuffer screen, Overlay.Help help)
    {
        List<(string Key, string Text)> lines = Lines(model);
        CellRegion inside = Window.Open(screen, "Keys", Width, lines.Count, "↑↓ scrolls, Esc closes");
        int top = Math.Clamp(help.Top, 0, Math.Max(0, lines.Count - inside.Height));
        for (int y = 0; y < inside.Height && top + y < lines.Count; y++)
        {
            inside.PutWithin(0, y, KeyWidth, lines[top + y].Key, Tone.Key);
            inside.PutWithin(KeyWidth + 1, y, inside.Width - KeyWidth - 1, lines[top + y].Text, Style.Plain);
        }
    }

    /// <summary>Lines that there are to scroll through.</summary>
    internal static int Count(Model model) => Lines(model).Count;

    private static List<(string Key, string Text)> Lines(Model model)
    {
        List<(string Key, string Text)> lines = [.. Keymap.All.Select(binding => (binding.KeyText, binding.Meaning))];
        lines.Add(("", ""));
        lines.Add(("● ◐ ○", "measured; apportioned, a share of what was measured; modelled"));
        if (model.Rates.Standing.Length == 0) return lines;
        string key = "grid";
        foreach (string line in NotesView.Wrapped(model.Rates.Standing, Math.Min(Width, model.Size.Width - 4) - KeyWidth - 1))
        {
            lines.Add((key, line));
            key = "";
        }

        return lines;
    }
}
