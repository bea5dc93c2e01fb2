using System.Text;

namespace EcoCode.Tui.Cells;

/// <summary>Measures text as <see cref="CellBuffer.Put"/> shows it.</summary>
public static class CellText
{
    /// <summary>The columns that a text takes.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        int columns = 0;
        var glyphs = new GlyphReader(text);
        while (glyphs.Next(out _, out int width)) columns += width;
        return columns;
    }

    /// <summary>Whether a text takes no more than so many columns.</summary>
    public static bool Fits(ReadOnlySpan<char> text, int columns)
    {
        var glyphs = new GlyphReader(text);
        while (glyphs.Next(out _, out int width))
        {
            columns -= width;
            if (columns < 0) return false;
        }

        return true;
    }

    /// <summary>What is shown of a text, as a text that is safe to print: for lines that do not go through a cell buffer.</summary>
    public static string Shown(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length);
        var glyphs = new GlyphReader(text);
        while (glyphs.Next(out Glyph glyph, out _)) Append(shown, glyph);
        return shown.ToString();
    }

    internal static void Append(StringBuilder to, Glyph glyph)
    {
        if (glyph.IsTail) return;
        Span<char> units = stackalloc char[2];
        to.Append(units[..glyph.Base.EncodeToUtf16(units)]);
        for (int i = 0; glyph.TryMark(i, out Rune mark); i++) to.Append(units[..mark.EncodeToUtf16(units)]);
    }
}
