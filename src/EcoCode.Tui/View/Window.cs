using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>A frame in the middle of the screen that lies over everything else.</summary>
internal static class Window
{
    /// <summary>Draws it as large as wanted, or as there is room.</summary>
    /// <returns>What is inside, a blank column at both sides left out.</returns>
    internal static CellRegion Open(CellBuffer screen, string title, int width, int height, string right = "")
    {
        width = Math.Min(width + 4, screen.Width);
        height = Math.Min(height + 2, screen.Height);
        var area = new Area((screen.Width - width) / 2, (screen.Height - height) / 2, width, height);
        screen.Fill(area.X, area.Y, area.Width, area.Height, ' ', Style.Plain);
        CellRegion inside = Frame.Draw(screen, area, title, right);
        return inside.Region(1, 0, inside.Width - 2, inside.Height);
    }
}
