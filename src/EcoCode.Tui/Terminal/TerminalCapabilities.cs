namespace EcoCode.Tui.Terminal;

/// <summary>What a terminal can show and tell.</summary>
public sealed record TerminalCapabilities
{
    public ColorDepth Colors { get; init; } = ColorDepth.TrueColor;

    /// <summary>Whether it takes UTF-8. Without it every glyph is shown as an ASCII character that stands for it.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>Whether its font has the braille patterns; the console of Linux has not. A chart then takes block elements.</summary>
    public bool Braille { get; init; } = true;

    /// <summary>Whether the mouse is asked for.</summary>
    public bool Mouse { get; init; } = true;

    /// <summary>Whether cursor control works at all. Not in TERM=dumb: there is no dashboard then, but a table.</summary>
    public bool CursorControl { get; init; } = true;
}
