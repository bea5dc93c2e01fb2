namespace EcoCode.Tui.Terminal;

/// <summary>Why a wait for a terminal ended; none when its time was over.</summary>
[Flags]
public enum TerminalEvents : byte
{
    None = 0,

    /// <summary>There is something to read.</summary>
    Input = 1,

    /// <summary>It takes output again.</summary>
    Writable = 2,

    /// <summary>Somebody called <see cref="ITerminal.Wake"/>, or a signal came.</summary>
    Woken = 4,

    /// <summary>The terminal is no more.</summary>
    Gone = 8,
}
