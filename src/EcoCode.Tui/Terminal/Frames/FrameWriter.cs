using System.Runtime.InteropServices;
using System.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Looks;

namespace EcoCode.Tui.Terminal.Frames;

/// <summary>Writes the difference between the screen and a buffer: only cells that changed, one run of bytes a frame, no allocation.</summary>
/// <remarks>
/// A frame is shown as one (synchronized update, private mode 2026; terminals that do not know it take no notice). The screen is taken to be in the
/// state of <see cref="TakeOverSequences"/>: no wrapping at the right edge.
/// </remarks>
internal sealed class FrameWriter
{
    /// <summary>So many unchanged cells are written again rather than jumped over: a jump takes four bytes or more.</summary>
    private const int CheapGap = 3;

    /// <summary>So many blanks at the end of a row are worth an erasure, which takes three bytes.</summary>
    private const int WorthErasing = 4;

    private readonly ByteSink _sink = new();
    private readonly CellBuffer _shown = new(0, 0);
    private readonly TerminalCapabilities _capabilities;
    private readonly Pen _pen;
    private (int X, int Y)? _position;
    private bool _known;

    public FrameWriter(TerminalCapabilities capabilities, Theme theme) => (_capabilities, _pen) = (capabilities, new Pen(capabilities, theme, _sink));

    /// <summary>Forgets what the screen shows: the next frame clears it and draws all.</summary>
    public void Forget() => _known = false;

    /// <summary>The bytes that make the screen show a buffer; none when it does. They are valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(CellBuffer next)
    {
        _sink.Clear();
        if (_shown.Width != next.Width || _shown.Height != next.Height) _known = false;
        if (_known && IsShown(next)) return [];

        _sink.Add("\e[?2026h"u8);
        if (_known && _shown.Cursor is not null) _sink.Add("\e[?25l"u8);
        if (!_known) Begin(next);
        for (int y = 0; y < next.Height; y++)
        {
            if (!Bytes(next.Row(y)).SequenceEqual(Bytes(_shown.Row(y)))) WriteRow(next.Row(y), y);
        }

        if (next.Cursor is { } cursor && cursor.X >= 0 && cursor.Y >= 0 && cursor.X < next.Width && cursor.Y < next.Height)
        {
            MoveTo(cursor.X, cursor.Y);
            _sink.Add("\e[?25h"u8);
        }

        _sink.Add("\e[?2026l"u8);
        next.CopyTo(_shown);
        _known = true;
        return _sink.Bytes;
    }

    private bool IsShown(CellBuffer next)
    {
        if (next.Cursor != _shown.Cursor) return false;
        for (int y = 0; y < next.Height; y++)
        {
            if (!Bytes(next.Row(y)).SequenceEqual(Bytes(_shown.Row(y)))) return false;
        }

        return true;
    }

    private void Begin(CellBuffer next)
    {
        _shown.Resize(next.Width, next.Height);
        _position = null;
        _pen.Reset();
        _sink.Add("\e[?25l\e[2J"u8);
    }

    private void WriteRow(ReadOnlySpan<Cell> row, int y)
    {
        ReadOnlySpan<Cell> shown = _shown.Row(y);
        int end = row.Length - BlanksAtEnd(row);
        bool damaged = false;
        for (int x = 0; x < row.Length; x++)
        {
            Cell cell = row[x];
            if (cell.Glyph.IsTail) continue;
            bool changed = damaged || cell != shown[x];
            damaged = false;
            if (!changed) continue;
            if (x >= end && row.Length - x >= WorthErasing)
            {
                EraseFrom(x, y);
                return;
            }

            Reach(row, x, y);
            damaged = Put(cell, x, y, row.Length);
        }
    }

    /// <summary>Brings the cursor to a cell: by writing the few cells between once more where they look alike, or by a jump.</summary>
    private void Reach(ReadOnlySpan<Cell> row, int x, int y)
    {
        if (_position is { } at && at.Y == y && at.X < x && x - at.X <= CheapGap && IsCheap(row[at.X..x], row[x].Style))
        {
            for (int i = at.X; i < x; i++) Put(row[i], i, y, row.Length);
        }

        MoveTo(x, y);
    }

    private static bool IsCheap(ReadOnlySpan<Cell> cells, Style style)
    {
        foreach (Cell cell in cells)
        {
            if (cell.Style != style || cell.Glyph.IsTail || cell.Glyph.Base.Value is < 0x20 or > 0x7E || cell.Glyph.TryMark(0, out _)) return false;
        }

        return true;
    }

    private void MoveTo(int x, int y)
    {
        if (_position == (x, y)) return;
        _sink.Add("\e["u8);
        if (_position is { } at && at.Y == y && at.X < x)
        {
            if (x - at.X > 1) _sink.Add(x - at.X);
            _sink.Add((byte)'C');
        }
        else
        {
            _sink.Add(y + 1);
            if (x > 0)
            {
                _sink.Add((byte)';');
                _sink.Add(x + 1);
            }

            _sink.Add((byte)'H');
        }

        _position = (x, y);
    }

    private void EraseFrom(int x, int y)
    {
        if (!_pen.IsPlain) _pen.Reset();
        MoveTo(x, y);
        _sink.Add("\e[K"u8);
    }

    /// <summary>Writes a cell where the cursor stands.</summary>
    /// <returns>Whether the terminal may have written on the next cell, too.</returns>
    private bool Put(Cell cell, int x, int y, int rowLength)
    {
        Glyph glyph = cell.Glyph;
        bool wide = WideCharacters.Contain(glyph.Base.Value);
        int after = x + (wide ? 2 : 1);
        _pen.Take(cell.Style, blank: glyph == Glyph.Space);
        bool agreed = !_capabilities.Unicode || AgreedWidths.Contain(glyph);
        if (!agreed && wide)
        {
            // Where the terminal takes it for a narrow one, nothing old is left beside it.
            _sink.Add("  "u8);
            _position = null;
            MoveTo(x, y);
        }

        if (_capabilities.Unicode)
        {
            // At the right edge a cursor does not go on, and then terminals (tmux 3.3) put a mark on the cell before: there it is left out.
            _sink.Add(glyph.Base);
            for (int i = 0; after < rowLength && glyph.TryMark(i, out Rune mark); i++) _sink.Add(mark);
        }
        else
        {
            _sink.Add(AsciiGlyphs.Of(glyph.Base));
            if (wide) _sink.Add((byte)'?');
        }

        // Behind the last column a cursor stands where terminals do not agree either.
        _position = agreed && after < rowLength ? (after, y) : null;
        return !agreed;
    }

    /// <summary>How many cells at the end of a row are blank and plain.</summary>
    private static int BlanksAtEnd(ReadOnlySpan<Cell> row)
    {
        int count = 0;
        while (count < row.Length && row[row.Length - 1 - count] == Cell.Blank) count++;
        return count;
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<Cell> cells) => MemoryMarshal.AsBytes(cells);
}
