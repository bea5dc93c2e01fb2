using System.Numerics;
using System.Text;

namespace EcoCode.Tui.Terminal.Frames;

/// <summary>The one table of what stands for a glyph where there is only ASCII.</summary>
internal static class AsciiGlyphs
{
    /// <summary>From none to all of a cell's eight dots. What is a third full must be told from what is empty, so one dot is a full stop.</summary>
    private const string ByDots = " ..::==##";

    /// <summary>The block elements U+2580 to U+259F in their order: halves, eighths from below, eighths from the left, shades, quadrants.</summary>
    private const string Blocks = "\"_.-=+*###%==:..=.:%\"|..'#%##'%#";

    /// <summary>Each glyph before the character that stands for it.</summary>
    private const string Pairs =
        "━-┄-┅-┈-┉-╌-╍-═-─-│|┃|┆|┇|┊|┋|╎|╏|║|●M◐A○E▸>▹>►>▶>→>▾v▿v▼v▽v↓v▴^▵^▲^△^↑^◂<◀<←<↕|↔-…~‥~·.•*∙*×x÷/±~−-" +
        "–-—-‐-‑-‘'’'“\"”\"≤<≥>≈~≠!µuμu°o²2³3₂2€E£L√/✓v✔v✗x✘x☑*☐.■#□.▪#▫.◆*◇.◌o⚠!␣_⏎<↵<⌫<¹1›>";

    /// <summary>The ASCII character for any other; a question mark where none is like it.</summary>
    public static byte Of(Rune rune)
    {
        int value = rune.Value;
        if (value is >= 0x20 and < 0x7F) return (byte)value;
        if (value is >= 0x2800 and <= 0x28FF) return (byte)ByDots[BitOperations.PopCount((uint)(value - 0x2800))];
        if (value is >= 0x2580 and <= 0x259F) return (byte)Blocks[value - 0x2580];
        int known = rune.IsBmp ? Pairs.AsSpan().IndexOf((char)value) : -1;
        if (known >= 0) return (byte)Pairs[known + 1];
        if (value is >= 0x2500 and <= 0x257F) return (byte)'+';
        return rune.Value == 0xA0 ? (byte)' ' : (byte)'?';
    }
}
