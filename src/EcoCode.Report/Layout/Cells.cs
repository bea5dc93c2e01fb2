using System.Globalization;
using System.Text;

namespace EcoCode.Report.Layout;

/// <summary>How many cells of a terminal a text takes.</summary>
/// <remarks>
/// Wide characters are those of UAX #11, in ranges that are rounded outwards: where terminals disagree (symbols that emoji
/// fonts widen), two cells are assumed, so that a line may come out shorter than allowed and never longer.
/// </remarks>
internal static class Cells
{
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23F3), (0x25FD, 0x25FE), (0x2600, 0x27BF), (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B55), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19),
        (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1F000, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    internal static int Width(string text)
    {
        int cells = 0;
        foreach (var rune in text.EnumerateRunes()) cells += Width(rune);
        return cells;
    }

    internal static int Width(Rune rune)
    {
        if (rune.Value < 0x300) return 1;
        if (IsCombining(rune)) return 0;
        foreach ((int first, int last) in Wide)
        {
            if (rune.Value >= first && rune.Value <= last) return 2;
        }

        return 1;
    }

    /// <summary>Whether it is drawn upon the character before it.</summary>
    internal static bool IsCombining(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>The text, or as much of its beginning as fits with an ellipsis; a character keeps its marks.</summary>
    internal static string Cut(string text, int width, string ellipsis)
    {
        if (Width(text) <= width) return text;
        int room = width - Width(ellipsis);
        return room <= 0 ? Head(ellipsis, width) : Head(text, room) + ellipsis;
    }

    /// <summary>As much of the beginning as fits.</summary>
    internal static string Head(string text, int width)
    {
        int cells = 0, length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells += Width(rune);
            if (cells > width) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
