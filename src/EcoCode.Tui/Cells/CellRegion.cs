namespace EcoCode.Tui.Cells;

/// <summary>A rectangle of a <see cref="CellBuffer"/> with coordinates of its own. What is drawn beyond it is cut off.</summary>
public readonly record struct CellRegion
{
    private readonly CellBuffer _buffer;
    private readonly int _left;
    private readonly int _top;

    internal CellRegion(CellBuffer buffer, int left, int top, int width, int height)
        => (_buffer, _left, _top, Width, Height) = (buffer, left, top, width, height);

    public int Width { get; }

    public int Height { get; }

    /// <summary>A part of it, cut to it. A width or height that leaves nothing is allowed.</summary>
    public CellRegion Region(int x, int y, int width, int height)
    {
        int left = Math.Clamp(x, 0, Width), top = Math.Clamp(y, 0, Height);
        int right = (int)Math.Clamp((long)x + width, left, Width), bottom = (int)Math.Clamp((long)y + height, top, Height);
        return new(_buffer, _left + left, _top + top, right - left, bottom - top);
    }

    /// <summary>Puts text on one row.</summary>
    /// <returns>The column behind the text, or <see cref="Width"/> where it was cut off.</returns>
    public int Put(int x, int y, ReadOnlySpan<char> text, Style style)
    {
        var glyphs = new GlyphReader(text);
        int at = x;
        while (at < Width && glyphs.Next(out Glyph glyph, out int width))
        {
            Set(at, y, glyph, width, style);
            at += width;
        }

        return Math.Min(at, Math.Max(x, Width));
    }

    /// <summary>Puts text on one row, in at most so many columns; longer text ends in an ellipsis.</summary>
    /// <returns>The column behind what was put.</returns>
    public int PutWithin(int x, int y, int width, ReadOnlySpan<char> text, Style style)
    {
        if (width <= 0) return x;
        if (CellText.Fits(text, width)) return Put(x, y, text, style);

        var glyphs = new GlyphReader(text);
        int at = x, end = x + width - 1;
        while (glyphs.Next(out Glyph glyph, out int columns) && at + columns <= end)
        {
            Set(at, y, glyph, columns, style);
            at += columns;
        }

        return Put(at, y, "…", style);
    }

    /// <summary>Fills a rectangle with one character of one column.</summary>
    public void Fill(int x, int y, int width, int height, char character, Style style)
    {
        var glyphs = new GlyphReader([character]);
        if (!glyphs.Next(out Glyph glyph, out int columns) || columns != 1) throw new ArgumentOutOfRangeException(nameof(character), character, "not a character of one column");
        CellRegion area = Region(x, y, width, height);
        for (int row = 0; row < area.Height; row++)
        {
            for (int column = 0; column < area.Width; column++) area.Set(column, row, glyph, 1, style);
        }
    }

    /// <summary>Changes the background of a rectangle and leaves the rest as it is.</summary>
    public void Tint(int x, int y, int width, int height, Ink background)
    {
        CellRegion area = Region(x, y, width, height);
        for (int row = 0; row < area.Height; row++)
        {
            for (int column = 0; column < area.Width; column++) _buffer.Tint(area._left + column, area._top + row, background);
        }
    }

    /// <summary>Sets a glyph; of a wide one that is cut in two, the half inside is blank.</summary>
    private void Set(int x, int y, Glyph glyph, int width, Style style)
    {
        if (y < 0 || y >= Height || x + width <= 0 || x >= Width) return;
        if (x >= 0 && x + width <= Width) _buffer.Set(_left + x, _top + y, glyph, width, style);
        else _buffer.Set(_left + Math.Max(x, 0), _top + y, Glyph.Space, 1, style);
    }
}
