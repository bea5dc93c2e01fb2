using System.Text;

namespace EcoCode.Tui.Cells;

/// <summary>What a cell shows: a character and up to two marks on it, 21 bits each. The right half of a wide character is <see cref="Tail"/>.</summary>
/// <remarks>Two marks are what the most accented letters of living orthographies take (Vietnamese, and a Hangul syllable of three letters); more are left out.</remarks>
internal readonly record struct Glyph
{
    private const int Bits = 21;
    private const ulong Mask = (1UL << Bits) - 1;

    private readonly ulong _packed;

    private Glyph(ulong packed) => _packed = packed;

    public static Glyph Space => new(' ');

    /// <summary>Nothing of its own: the cell to the left is two columns wide.</summary>
    public static Glyph Tail => new(ulong.MaxValue);

    public bool IsTail => _packed == ulong.MaxValue;

    public Rune Base => new((uint)(_packed & Mask));

    public static Glyph Of(Rune rune) => new((uint)rune.Value);

    /// <summary>With a mark on it, or unchanged when there are two already.</summary>
    public Glyph Marked(Rune mark)
    {
        for (int shift = Bits; shift <= 2 * Bits; shift += Bits)
        {
            if (((_packed >> shift) & Mask) == 0) return new(_packed | ((ulong)(uint)mark.Value << shift));
        }

        return this;
    }

    /// <summary>The mark at an index from 0 on; false when there is none.</summary>
    public bool TryMark(int index, out Rune mark)
    {
        ulong value = index is 0 or 1 ? (_packed >> (Bits * (index + 1))) & Mask : 0;
        mark = value == 0 ? default : new Rune((uint)value);
        return value != 0;
    }
}
