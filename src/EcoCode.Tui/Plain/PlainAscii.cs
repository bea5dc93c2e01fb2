using System.Text;
using EcoCode.Tui.Terminal.Frames;

namespace EcoCode.Tui.Plain;

/// <summary>Text in ASCII, by the table that terminals without UTF-8 are served from.</summary>
internal static class PlainAscii
{
    internal static string Of(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var ascii = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) ascii.Append((char)AsciiGlyphs.Of(rune));
        return ascii.ToString();
    }
}
