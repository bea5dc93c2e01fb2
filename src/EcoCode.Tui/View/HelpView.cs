using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Keys;

namespace EcoCode.Tui.View;

/// <summary>All keys, made from the table that they are found in.</summary>
internal static class HelpView
{
    private const int KeyWidth = 8, Width = 96;

    internal static void Draw(CellBuffer screen, Overlay.Help help)
    {
        CellRegion inside = Window.Open(screen, "Keys", Width, Keymap.All.Count, "↑↓ scrolls, Esc closes");
        int top = Math.Clamp(help.Top, 0, Math.Max(0, Keymap.All.Count - inside.Height));
        for (int y = 0; y < inside.Height && top + y < Keymap.All.Count; y++)
        {
            KeyBinding binding = Keymap.All[top + y];
            inside.PutWithin(0, y, KeyWidth, binding.KeyText, Tone.Key);
            inside.PutWithin(KeyWidth + 1, y, inside.Width - KeyWidth - 1, binding.Meaning, Style.Plain);
        }
    }
}
