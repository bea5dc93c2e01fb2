using System.Globalization;
using System.Text;

namespace EcoCode.Tui.Tests.Terminal;

/// <summary>A terminal in memory, which knows the sequences that frames are made of and takes everything else for a fault.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
/// <param name="widthOf">The columns that it gives a character; 0 joins the one before.</param>
internal sealed class VirtualScreen(int width, int height, Func<Rune, int>? widthOf = null)
{
    private readonly Func<Rune, int> _widthOf = widthOf ?? UsualWidth;
    private readonly string[,] _text = Filled(width, height);
    private readonly string[,] _looks = new string[width, height];
    private readonly SortedDictionary<int, string> _pen = [];
    private int _x, _y;

    public bool CursorShown { get; private set; } = true;

    public (int X, int Y) Cursor => (_x, _y);

    public bool InUpdate { get; private set; }

    public string Row(int y) => string.Concat(Enumerable.Range(0, width).Select(x => _text[x, y]));

    /// <summary>The parameters of SGR in force at a cell: attributes, then colours.</summary>
    public string Look(int x, int y) => _looks[x, y] ?? "";

    /// <summary>Interprets all bytes, which must be whole sequences.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (bytes[0] == 0x1B)
            {
                int end = bytes[2..].IndexOfAnyInRange((byte)'@', (byte)'~') + 2;
                Assert.Equal((byte)'[', bytes[1]);
                Control(Encoding.ASCII.GetString(bytes[2..end]), (char)bytes[end]);
                bytes = bytes[(end + 1)..];
                continue;
            }

            Assert.Equal(System.Buffers.OperationStatus.Done, Rune.DecodeFromUtf8(bytes, out Rune rune, out int length));
            Assert.False(Rune.IsControl(rune), $"the control character U+{rune.Value:X4} is sent");
            Write(rune);
            bytes = bytes[length..];
        }
    }

    public static int UsualWidth(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            || rune.Value is (>= 0x1160 and <= 0x11FF) or (>= 0xD7B0 and <= 0xD7FB)
                ? 0
                : EcoCode.Tui.Cells.WideCharacters.Contain(rune.Value) ? 2 : 1;

    private void Write(Rune rune)
    {
        int columns = _widthOf(rune);
        if (columns == 0)
        {
            int before = _x > 0 && _text[_x - 1, _y].Length == 0 ? _x - 2 : _x - 1;
            Assert.True(before >= 0, "a mark without a character");
            _text[before, _y] += rune.ToString();
            return;
        }

        Assert.True(_x < width, "written behind the right edge");
        for (int i = 0; i < columns && _x + i < width; i++) Set(_x + i, i == 0 ? rune.ToString() : "");
        _x += columns;
    }

    /// <summary>Half a wide character that is written over takes the other half with it.</summary>
    private void Set(int x, string text)
    {
        if (_text[x, _y].Length == 0 && x > 0 && text.Length > 0) _text[x - 1, _y] = " ";
        if (x + 1 < width && _text[x + 1, _y].Length == 0) _text[x + 1, _y] = " ";
        _text[x, _y] = text;
        _looks[x, _y] = string.Join(';', _pen.Values);
    }

    private void Control(string parameters, char final)
    {
        switch (final)
        {
            case 'm':
                Pen(parameters);
                break;
            case 'H':
                int[] at = [.. parameters.Split(';').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
                (_y, _x) = (at[0] - 1, at.Length > 1 ? at[1] - 1 : 0);
                Assert.True(_x < width && _y < height, "the cursor leaves the screen");
                break;
            case 'C':
                _x += parameters.Length == 0 ? 1 : int.Parse(parameters, CultureInfo.InvariantCulture);
                Assert.True(_x < width, "the cursor leaves the screen");
                break;
            case 'K':
                Assert.Equal("", parameters);
                for (int x = _x; x < width; x++) Set(x, " ");
                break;
            case 'J':
                Assert.Equal("2", parameters);
                for (int i = 0; i < width * height; i++) (_text[i % width, i / width], _looks[i % width, i / width]) = (" ", "");
                break;
            default:
                Mode(parameters, final);
                break;
        }
    }

    private void Mode(string parameters, char final)
    {
        Assert.Contains(final, "hl");
        if (parameters == "?25") CursorShown = final == 'h';
        else if (parameters == "?2026") InUpdate = final == 'h';
        else Assert.Fail($"an unknown sequence: ESC[{parameters}{final}");
    }

    private void Pen(string parameters)
    {
        var rest = new Queue<string>(parameters.Split(';'));
        while (rest.TryDequeue(out string? first))
        {
            int number = first.Length == 0 ? 0 : int.Parse(first, CultureInfo.InvariantCulture);
            int plane = number is >= 40 and < 50 or >= 100 ? 101 : 100;
            if (number == 0) _pen.Clear();
            else if (number < 10) _pen[number] = first;
            else if (number is 39 or 49) _pen.Remove(plane);
            else if (number is not (38 or 48)) _pen[plane] = first;
            else
            {
                string kind = rest.Dequeue();
                _pen[plane] = string.Join(';', [first, kind, .. Enumerable.Range(0, kind == "2" ? 3 : 1).Select(_ => rest.Dequeue())]);
            }
        }
    }

    private static string[,] Filled(int width, int height)
    {
        var cells = new string[width, height];
        for (int i = 0; i < width * height; i++) cells[i % width, i / width] = "?";
        return cells;
    }
}
