using System.Text;

namespace EcoCode.Tui.Cells;

/// <summary>A screen's worth of cells, on which a view draws. Coordinates begin at 0; what lies outside is cut off.</summary>
/// <remarks>For one thread. Drawing allocates nothing.</remarks>
public sealed class CellBuffer
{
    private Cell[] _cells = [];

    public CellBuffer(int width, int height) => Resize(width, height);

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Where the terminal's cursor is to stand, as while something is typed; null hides it.</summary>
    public (int X, int Y)? Cursor { get; set; }

    /// <summary>All of it.</summary>
    public CellRegion Whole => new(this, 0, 0, Width, Height);

    /// <summary>A part with coordinates of its own, which cuts off what is drawn beyond it. Cut to this buffer itself.</summary>
    public CellRegion Region(int x, int y, int width, int height) => Whole.Region(x, y, width, height);

    /// <summary>Makes every cell blank and plain, and hides the cursor.</summary>
    public void Clear()
    {
        _cells.AsSpan().Fill(Cell.Blank);
        Cursor = null;
    }

    /// <summary>Takes on another size, and clears.</summary>
    public void Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        if (_cells.Length != width * height) _cells = new Cell[width * height];
        (Width, Height) = (width, height);
        Clear();
    }

    /// <inheritdoc cref="CellRegion.Put"/>
    public int Put(int x, int y, ReadOnlySpan<char> text, Style style) => Whole.Put(x, y, text, style);

    /// <inheritdoc cref="CellRegion.PutWithin"/>
    public int PutWithin(int x, int y, int width, ReadOnlySpan<char> text, Style style) => Whole.PutWithin(x, y, width, text, style);

    /// <inheritdoc cref="CellRegion.Fill"/>
    public void Fill(int x, int y, int width, int height, char character, Style style) => Whole.Fill(x, y, width, height, character, style);

    /// <inheritdoc cref="CellRegion.Tint"/>
    public void Tint(int x, int y, int width, int height, Ink background) => Whole.Tint(x, y, width, height, background);

    /// <summary>What a row shows, trailing blanks included.</summary>
    public string RowText(int y)
    {
        var text = new StringBuilder(Width);
        foreach (Cell cell in Row(y)) CellText.Append(text, cell.Glyph);
        return text.ToString();
    }

    /// <summary>How a cell looks.</summary>
    public Style StyleAt(int x, int y) => Row(y)[x].Style;

    internal ReadOnlySpan<Cell> Row(int y) => _cells.AsSpan(y * Width, Width);

    internal void CopyTo(CellBuffer other)
    {
        if (other.Width != Width || other.Height != Height) other.Resize(Width, Height);
        _cells.CopyTo(other._cells.AsSpan());
        other.Cursor = Cursor;
    }

    /// <summary>Sets a glyph of one or two columns, all of which lie inside. A wide glyph of which it covers one half becomes blank.</summary>
    internal void Set(int x, int y, Glyph glyph, int width, Style style)
    {
        Span<Cell> row = _cells.AsSpan(y * Width, Width);
        if (row[x].Glyph.IsTail) row[x - 1] = row[x - 1] with { Glyph = Glyph.Space };
        int after = x + width;
        if (after < row.Length && row[after].Glyph.IsTail) row[after] = row[after] with { Glyph = Glyph.Space };
        row[x] = new Cell(glyph, style);
        if (width == 2) row[x + 1] = new Cell(Glyph.Tail, style);
    }

    /// <summary>Changes the background of a cell, which lies inside.</summary>
    internal void Tint(int x, int y, Ink background)
    {
        ref Cell cell = ref _cells[(y * Width) + x];
        cell = cell with { Style = cell.Style.On(background) };
    }
}
