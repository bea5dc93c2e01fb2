namespace EcoCode.Tui.Cells;

/// <summary>One place on the screen: sixteen bytes without padding, so that rows can be compared as memory.</summary>
internal readonly record struct Cell(Glyph Glyph, Style Style)
{
    public static Cell Blank => new(Glyph.Space, Style.Plain);
}
