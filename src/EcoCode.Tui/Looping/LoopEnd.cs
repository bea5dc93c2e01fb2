namespace EcoCode.Tui.Looping;

/// <summary>Why a loop ended.</summary>
public enum LoopEnd : byte
{
    /// <summary>An effect asked for it.</summary>
    Quit,

    /// <summary>SIGINT.</summary>
    Interrupted,

    /// <summary>SIGTERM.</summary>
    Terminated,

    /// <summary>SIGQUIT.</summary>
    Aborted,

    /// <summary>The terminal went away, or SIGHUP said that it did.</summary>
    HungUp,
}
