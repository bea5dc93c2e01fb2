using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards.Overlays;

namespace EcoCode.Tui.View;

/// <summary>A text to read over the panels.</summary>
internal static class PageView
{
    private const int Width = 110;

    internal static void Draw(CellBuffer screen, Overlay.Page page)
    {
        CellRegion inside = Window.Open(screen, page.Title, Width, page.Lines.Count, "↑↓ scrolls, Esc closes");
        int top = Math.Clamp(page.Top, 0, Math.Max(0, page.Lines.Count - inside.Height));
        for (int y = 0; y < inside.Height && top + y < page.Lines.Count; y++) inside.PutWithin(0, y, inside.Width, page.Lines[top + y], Style.Plain);
    }
}
