using System.Runtime.InteropServices;
using EcoCode.Cli.Interop;

namespace EcoCode.Cli.Measuring;

/// <summary>Hands signals on to the measured command, so that it gets what it would get without EcoCode around it.</summary>
/// <remarks>
/// What a terminal sends (Ctrl-C, Ctrl-\, hang-up) it sends to the whole foreground group, the command included, so that is not sent again.
/// Signals that EcoCode was started with as ignored (nohup) stay ignored, here and in the command.
/// </remarks>
internal sealed class SignalForwarding : IDisposable
{
    /// <summary>SIGWINCH.</summary>
    internal const int WindowChanged = 28;

    private static readonly (PosixSignal Signal, int Number)[] Forwarded =
    [
        (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGTERM, 15),
        ((PosixSignal)10, 10), ((PosixSignal)12, 12), ((PosixSignal)WindowChanged, WindowChanged),
    ];

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action<int> _send;
    private readonly Func<bool> _alsoKeys;
    private readonly bool _alsoWindow;
    private readonly bool _onlyTerminate;
    private readonly Lock _lock = new();
    private volatile int _told;
    private bool _over;

    private SignalForwarding(Action<int> send, Func<bool> alsoKeys, bool alsoWindow, bool onlyTerminate)
        => (_send, _alsoKeys, _alsoWindow, _onlyTerminate) = (send, alsoKeys, alsoWindow, onlyTerminate);

    /// <summary>Whether a signal came that asks a program to end.</summary>
    internal bool ToldToEnd => _told != 0;

    /// <summary>The last such signal; 0 when none came.</summary>
    internal int ToldBy => _told;

    /// <summary>Begins to forward.</summary>
    /// <param name="ignored">Mask of the signals that were ignored at the start (SigIgn of /proc/self/status).</param>
    /// <param name="send">Sends a signal to the command.</param>
    /// <param name="alsoKeys">Whether to send on what keys make, too: while there is no command in the terminal's foreground to get it.</param>
    /// <param name="alsoWindow">Whether to send on a change of the window's size, too: where the command sees another terminal than its group does.</param>
    /// <param name="onlyTerminate">Whether SIGTERM alone asks to end, and interrupts and hang-ups are passed over.</param>
    internal static SignalForwarding Start(ulong ignored, Action<int> send, Func<bool> alsoKeys, bool alsoWindow = false, bool onlyTerminate = false)
    {
        var forwarding = new SignalForwarding(send, alsoKeys, alsoWindow, onlyTerminate);
        foreach ((PosixSignal signal, int number) in Forwarded)
        {
            if ((ignored & (1UL << (number - 1))) == 0) forwarding._registrations.Add(PosixSignalRegistration.Create(signal, context => forwarding.Take(context, number)));
        }

        return forwarding;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();

        // A signal may be on its way, on a thread of its own; what it would be sent to is gone when this returns.
        lock (_lock) _over = true;
    }

    private void Take(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        if (number == 15 || (number is 1 or 2 or 3 && !_onlyTerminate)) _told = number;
        if (number is 2 or 3 or 28 && !(number == WindowChanged && _alsoWindow) && !_alsoKeys() && FromTerminal) return;
        lock (_lock)
        {
            if (!_over) _send(number);
        }
    }

    /// <summary>A signal that keys make, while this group is the one that keys go to.</summary>
    private static bool FromTerminal => Terminal.IsInForeground(0) || Terminal.IsInForeground(2);
}
