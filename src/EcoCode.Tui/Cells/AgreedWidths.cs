using System.Text;

namespace EcoCode.Tui.Cells;

/// <summary>Which characters terminals of all ages give the same width.</summary>
internal static class AgreedWidths
{
    /// <summary>Letters of Latin, Greek and Cyrillic, punctuation, arrows, technical and box characters, braille, kana, Han and Hangul, without marks on them.</summary>
    /// <remarks>About emoji, spacing marks, private characters and new scripts they differ: behind those a cursor has to be placed anew.</remarks>
    public static bool Contain(Glyph glyph) => !glyph.TryMark(0, out _) && Contains(glyph.Base.Value) && (glyph.Base.Value < 0x2190 || !IsEmoji(glyph.Base));

    private static bool Contains(int value)
        => value is < 0x300 or (>= 0x370 and <= 0x482) or (>= 0x48A and <= 0x52F) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2010 and <= 0x2027)
            or (>= 0x2030 and <= 0x205E) or (>= 0x2070 and <= 0x20BF) or (>= 0x2190 and <= 0x2426) or (>= 0x2500 and <= 0x25FF) or (>= 0x2800 and <= 0x28FF)
            or (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FF) or (>= 0x4E00 and <= 0x9FA5) or (>= 0xAC00 and <= 0xD7A3);

    /// <summary>Characters below U+2600 that some terminals draw as wide emoji.</summary>
    private static bool IsEmoji(Rune rune)
        => rune.Value is (>= 0x2194 and <= 0x2199) or 0x21A9 or 0x21AA or 0x231A or 0x231B or 0x2328 or 0x23CF or (>= 0x23E9 and <= 0x23FA)
            or 0x25AA or 0x25AB or 0x25B6 or 0x25C0 or (>= 0x25FB and <= 0x25FE);
}
