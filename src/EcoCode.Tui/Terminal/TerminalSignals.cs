namespace EcoCode.Tui.Terminal;

/// <summary>Signals that came since they were last taken.</summary>
[Flags]
public enum TerminalSignals : byte
{
    None = 0,

    /// <summary>SIGWINCH: the size may be another.</summary>
    Resized = 1,

    /// <summary>SIGTSTP, as by Ctrl-Z.</summary>
    Stop = 2,

    /// <summary>SIGCONT: who had the terminal meanwhile may have left it in any state.</summary>
    Continued = 4,

    /// <summary>SIGINT, as by Ctrl-C.</summary>
    Interrupt = 8,

    /// <summary>SIGTERM.</summary>
    Terminate = 16,

    /// <summary>SIGHUP: the terminal went away.</summary>
    HangUp = 32,

    /// <summary>SIGQUIT, as by Ctrl-\.</summary>
    Quit = 64,
}
