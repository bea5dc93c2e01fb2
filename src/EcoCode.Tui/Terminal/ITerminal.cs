namespace EcoCode.Tui.Terminal;

/// <summary>A terminal that shows frames and gives input. The one seam between the dashboard and the machine it is shown on.</summary>
/// <remarks>For one thread, but for <see cref="Wake"/> and <see cref="Restore"/>, which any thread may call.</remarks>
public interface ITerminal
{
    /// <summary>Its size now; at least 1x1.</summary>
    ScreenSize Size { get; }

    TerminalCapabilities Capabilities { get; }

    /// <summary>Takes the terminal over: raw mode, alternate screen, mouse. Does nothing when it has it.</summary>
    void TakeOver();

    /// <summary>Gives the terminal back as it was found. Does nothing when it does not have it. Never throws.</summary>
    void Restore();

    /// <summary>Gives the terminal back, stops this process until it is continued, and takes the terminal over again.</summary>
    void Suspend();

    /// <summary>Writes what it takes without waiting.</summary>
    /// <returns>The number of bytes taken, or -1 when the terminal is gone.</returns>
    int Write(ReadOnlySpan<byte> bytes);

    /// <summary>Reads what is there without waiting.</summary>
    /// <returns>The number of bytes read, or -1 when the terminal is gone.</returns>
    int Read(Span<byte> into);

    /// <summary>Waits until something happens.</summary>
    /// <param name="timeout">The longest time; null is for ever.</param>
    /// <param name="writable">Whether being able to write is something that happens, too.</param>
    /// <param name="wakeable">Whether <see cref="Wake"/> is; a wake that is not waited for is kept. Signals always are.</param>
    TerminalEvents Wait(TimeSpan? timeout, bool writable, bool wakeable);

    /// <summary>Ends a wait.</summary>
    void Wake();

    /// <summary>The signals since the last call.</summary>
    TerminalSignals TakeSignals();
}
