using EcoCode.Tui.Cells;
using EcoCode.Tui.Looks;

namespace EcoCode.Tui.Terminal.Frames;

/// <summary>The colours and the emphasis that a terminal writes with, and the shortest way to others (SGR: ECMA-48 8.3.117, xterm's 38;2 and 38;5).</summary>
internal sealed class Pen(TerminalCapabilities capabilities, Theme theme, ByteSink sink)
{
    /// <summary>Colours as SGR has them: none, one of 16, one of 256 from <see cref="FirstIndexed"/> on, or RGB.</summary>
    private const int Own = -1, FirstIndexed = 0x100, FirstRgb = 0x1000000;

    private (int Foreground, int Background, Emphasis Emphasis) _now = (Own, Own, Emphasis.None);

    /// <summary>Whether the pen is plain, so that erasing leaves the terminal's own background.</summary>
    public bool IsPlain => _now == (Own, Own, Emphasis.None);

    /// <summary>Makes the pen plain, whatever it was.</summary>
    public void Reset()
    {
        sink.Add("\e[m"u8);
        _now = (Own, Own, Emphasis.None);
    }

    /// <summary>Takes on a style. For a blank only what is seen of it counts.</summary>
    public void Take(Style style, bool blank)
    {
        (int foreground, int background, Emphasis emphasis) next = Resolve(style);
        if (next == _now) return;
        const Emphasis Seen = Emphasis.Underline | Emphasis.Reverse;
        if (blank && next.background == _now.Background && ((next.emphasis | _now.Emphasis) & Seen) == 0) return;

        sink.Add("\e["u8);
        bool first = true;
        if ((_now.Emphasis & ~next.emphasis) != 0)
        {
            Separate(ref first);
            sink.Add((byte)'0');
            _now = (Own, Own, Emphasis.None);
        }

        AddEmphasis(next.emphasis & ~_now.Emphasis, ref first);
        if (next.foreground != _now.Foreground) AddColor(next.foreground, 30, ref first);
        if (next.background != _now.Background) AddColor(next.background, 40, ref first);
        sink.Add((byte)'m');
        _now = next;
    }

    private (int, int, Emphasis) Resolve(Style style)
    {
        (int foreground, Emphasis fromForeground) = Resolve(style.Foreground);
        (int background, Emphasis fromBackground) = Resolve(style.Background);
        return (foreground, background, style.Emphasis | fromForeground | fromBackground);
    }

    private (int Color, Emphasis Emphasis) Resolve(Ink ink)
    {
        ColorDepth depth = capabilities.Colors;
        ToneLook look = theme[ink.Tone];
        if (depth == ColorDepth.Mono || theme == Theme.Mono) return (Own, ink.HasRgb ? Emphasis.None : look.Mono);
        if (!ink.HasRgb)
        {
            if (look.Color == default) return (Own, Emphasis.None);
            if (depth == ColorDepth.Ansi16) return (look.Ansi ?? Own, Emphasis.None);
            ink = look.Color;
        }

        return (depth switch
        {
            ColorDepth.TrueColor => FirstRgb | (ink.Red << 16) | (ink.Green << 8) | ink.Blue,
            ColorDepth.Indexed256 => FirstIndexed | Palette.Indexed(ink),
            _ => Palette.OfSixteen(ink),
        }, Emphasis.None);
    }

    private void AddEmphasis(Emphasis added, ref bool first)
    {
        AddIf((added & Emphasis.Bold) != 0, '1', ref first);
        AddIf((added & Emphasis.Dim) != 0, '2', ref first);
        AddIf((added & Emphasis.Underline) != 0, '4', ref first);
        AddIf((added & Emphasis.Reverse) != 0, '7', ref first);
    }

    private void AddIf(bool added, char parameter, ref bool first)
    {
        if (!added) return;
        Separate(ref first);
        sink.Add((byte)parameter);
    }

    /// <param name="color">The colour.</param>
    /// <param name="plane">30 for the foreground, 40 for the background.</param>
    /// <param name="first">Whether no parameter was written yet.</param>
    private void AddColor(int color, int plane, ref bool first)
    {
        Separate(ref first);
        switch (color)
        {
            case Own:
                sink.Add(plane + 9);
                break;
            case < 8:
                sink.Add(plane + color);
                break;
            case < FirstIndexed:
                sink.Add(plane + 60 + color - 8);
                break;
            case < FirstRgb:
                sink.Add(plane + 8);
                sink.Add(";5;"u8);
                sink.Add(color & 0xFF);
                break;
            default:
                sink.Add(plane + 8);
                sink.Add(";2;"u8);
                sink.Add((color >> 16) & 0xFF);
                sink.Add((byte)';');
                sink.Add((color >> 8) & 0xFF);
                sink.Add((byte)';');
                sink.Add(color & 0xFF);
                break;
        }
    }

    private void Separate(ref bool first)
    {
        if (!first) sink.Add((byte)';');
        first = false;
    }
}
