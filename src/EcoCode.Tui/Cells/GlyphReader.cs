using System.Buffers;
using System.Globalization;
using System.Text;

namespace EcoCode.Tui.Cells;

/// <summary>Turns any text into glyphs whose widths terminals agree about, in which no character steers the terminal.</summary>
/// <remarks>
/// Text comes from process names, which anyone may choose. Control characters become their pictures, invisible and directional ones U+FFFD, so that they
/// are seen; flags become their letters; of an emoji sequence the first emoji stays, because terminals disagree about how wide the whole is.
/// </remarks>
internal ref struct GlyphReader(ReadOnlySpan<char> text)
{
    private const int Joiner = 0x200D, NonJoiner = 0x200C;

    private ReadOnlySpan<char> _rest = text;

    /// <summary>The next glyph and its columns, 1 or 2; false at the end.</summary>
    public bool Next(out Glyph glyph, out int width)
    {
        Rune rune;
        do
        {
            if (!Take(out rune))
            {
                (glyph, width) = (Glyph.Space, 0);
                return false;
            }
        }
        while (IsDropped(rune.Value));

        if (rune.Value is >= 0x20 and < 0x7F && (_rest.IsEmpty || _rest[0] < 0x7F))
        {
            (glyph, width) = (Glyph.Of(rune), 1);
            return true;
        }

        Rune shown = Shown(rune);
        width = WideCharacters.Contain(shown.Value) ? 2 : 1;
        glyph = WithMarks(shown, IsMark(rune) ? Glyph.Of(shown).Marked(rune) : Glyph.Of(shown));
        return true;
    }

    /// <summary>The character that stands for one: itself, unless it is invisible or steers. A mark that has nothing to stand on gets a dotted circle.</summary>
    private static Rune Shown(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x20) return new Rune(0x2400 + value);
        if (value == 0x7F) return new Rune(0x2421);
        if (value is >= 0x1F1E6 and <= 0x1F1FF) return new Rune('A' + value - 0x1F1E6);
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Rune.ReplacementChar,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => new Rune(0x25CC),
            _ when IsVowelOrFinal(value) => Rune.ReplacementChar,
            _ => rune,
        };
    }

    /// <summary>A glyph with the marks that follow its character; what else belongs to it is taken and left out.</summary>
    private Glyph WithMarks(Rune rune, Glyph glyph)
    {
        bool symbol = Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;
        bool syllable = rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0xA960 and <= 0xA97C);
        while (Peek(out Rune next, out int length))
        {
            int value = next.Value;
            if (IsMark(next) || (syllable && IsVowelOrFinal(value))) glyph = glyph.Marked(next);
            else if (symbol && value == Joiner) SkipJoined(ref length);
            else if (!IsDropped(value) && !(symbol && value is >= 0x1F3FB and <= 0x1F3FF)) break;
            _rest = _rest[length..];
        }

        return glyph;
    }

    /// <summary>Extends what is skipped by the symbol behind a joiner.</summary>
    private readonly void SkipJoined(ref int length)
    {
        if (Rune.DecodeFromUtf16(_rest[length..], out Rune joined, out int more) == OperationStatus.Done
            && Rune.GetUnicodeCategory(joined) == UnicodeCategory.OtherSymbol)
        {
            length += more;
        }
    }

    private bool Take(out Rune rune)
    {
        if (!Peek(out rune, out int length)) return false;
        _rest = _rest[length..];
        return true;
    }

    /// <summary>The next character; half a surrogate pair is U+FFFD.</summary>
    private readonly bool Peek(out Rune rune, out int length)
    {
        _ = Rune.DecodeFromUtf16(_rest, out rune, out length);
        return length > 0;
    }

    /// <summary>Joiners and variation selectors: they change a shape, or a width, and say nothing by themselves.</summary>
    private static bool IsDropped(int value) => value is NonJoiner or Joiner or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsMark(Rune rune)
        => rune.Value >= 0x300 && !IsDropped(rune.Value) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Hangul vowels and finals, which have no width of their own behind a leading consonant.</summary>
    private static bool IsVowelOrFinal(int value) => value is (>= 0x1160 and <= 0x11FF) or (>= 0xD7B0 and <= 0xD7FB);
}
