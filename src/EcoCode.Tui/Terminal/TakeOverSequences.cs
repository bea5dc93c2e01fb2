namespace EcoCode.Tui.Terminal;

/// <summary>What is said to a terminal when it is taken over and given back (xterm's ctlseqs; DEC private modes that a terminal does not know do nothing).</summary>
internal static class TakeOverSequences
{
    /// <summary>Alternate screen, no wrapping at the right edge, marked pastes, no cursor.</summary>
    public static ReadOnlySpan<byte> TakeOver => "\e[?1049h\e[?7l\e[?2004h\e[?25l"u8;

    /// <summary>Buttons, wheel and dragging, with coordinates as numbers.</summary>
    public static ReadOnlySpan<byte> TakeMouse => "\e[?1002h\e[?1006h"u8;

    public static ReadOnlySpan<byte> GiveMouse => "\e[?1006l\e[?1002l"u8;

    /// <summary>All of it undone, the end of a frame first: it may have been cut off.</summary>
    public static ReadOnlySpan<byte> Restore => "\e[?2026l\e[m\e[?2004l\e[?7h\e[?25h\e[?1049l"u8;
}
