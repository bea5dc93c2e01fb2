namespace EcoCode.Tui.Terminal;

/// <summary>How many colours a terminal shows.</summary>
public enum ColorDepth : byte
{
    /// <summary>None: emphasis alone.</summary>
    Mono,

    /// <summary>The sixteen of SGR 30-37 and 90-97.</summary>
    Ansi16,

    /// <summary>The palette of xterm, SGR 38;5.</summary>
    Indexed256,

    /// <summary>Red, green and blue, SGR 38;2.</summary>
    TrueColor,
}
