using System.Runtime.InteropServices;

namespace EcoCode.Tui.Terminal;

/// <summary>Collects the signals that concern a terminal.</summary>
internal sealed class SignalWatch : IDisposable
{
    /// <summary>SIGWINCH, SIGTSTP and SIGCONT of Linux on x86-64 and arm64, by number: their names are not there on every system.</summary>
    private const int WindowChange = 28, StopTyped = 20, Continue = 18;

    private static readonly (PosixSignal Signal, TerminalSignals Flag)[] Watched =
    [
        ((PosixSignal)WindowChange, TerminalSignals.Resized), ((PosixSignal)StopTyped, TerminalSignals.Stop), ((PosixSignal)Continue, TerminalSignals.Continued),
        (PosixSignal.SIGINT, TerminalSignals.Interrupt), (PosixSignal.SIGTERM, TerminalSignals.Terminate), (PosixSignal.SIGHUP, TerminalSignals.HangUp),
        (PosixSignal.SIGQUIT, TerminalSignals.Quit),
    ];

    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _pending;
    private int _continuesExpected;

    internal SignalWatch()
    {
        foreach ((PosixSignal signal, TerminalSignals flag) in Watched)
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context => OnSignal(context, flag)));
        }
    }

    /// <summary>Set whenever a signal came.</summary>
    internal TerminalWake Wake { get; } = new();

    internal TerminalSignals Take() => (TerminalSignals)Interlocked.Exchange(ref _pending, 0);

    /// <summary>The next SIGCONT ends a stop of our own making, and tells nothing.</summary>
    internal void ExpectContinue() => Volatile.Write(ref _continuesExpected, 1);

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        Wake.Dispose();
    }

    private void OnSignal(PosixSignalContext context, TerminalSignals flag)
    {
        context.Cancel = true;
        if (flag == TerminalSignals.Continued && Interlocked.Exchange(ref _continuesExpected, 0) == 1) return;
        Interlocked.Or(ref _pending, (int)flag);
        Wake.Set();
    }
}
