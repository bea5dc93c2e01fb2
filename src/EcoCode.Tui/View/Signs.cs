using EcoCode.Quantities;
using EcoCode.Tui.Cells;

namespace EcoCode.Tui.View;

/// <summary>Signs for how a figure was got, and how full something is.</summary>
internal static class Signs
{
    private const double WarningFrom = 0.75, CriticalFrom = 0.9;

    private const string Levels = "▁▂▃▄▅▆▇█";

    internal static string Of(Provenance provenance) => provenance switch
    {
        Provenance.Measured => "●",
        Provenance.Apportioned => "◐",
        _ => "○",
    };

    /// <summary>The colour of something that is so full, 1 being its limit.</summary>
    internal static Tone Load(double share) => share >= CriticalFrom ? Tone.Critical : share >= WarningFrom ? Tone.Warning : Tone.Default;

    /// <summary>A bar that begins at the left, on a ground of its whole length.</summary>
    internal static void Bar(CellRegion region, int x, int y, int width, double share, Style style)
    {
        int full = !(share > 0) ? 0 : Math.Clamp((int)Math.Round(share * width), 1, width);
        region.Fill(x, y, full, 1, '▇', style);
        region.Fill(x + full, y, width - full, 1, '░', Tone.Muted);
    }

    /// <summary>A column of one cell, by height from 0 to 1.</summary>
    internal static char Level(double height) => Levels[Math.Clamp((int)(height * Levels.Length), 0, Levels.Length - 1)];

    /// <summary>The colour of the source at an index.</summary>
    internal static Tone Series(int index) => (Tone)((int)Tone.Series1 + (index % 6));
}
