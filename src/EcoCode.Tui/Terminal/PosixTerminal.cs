using System.Runtime.InteropServices;
using EcoCode.Tui.Terminal.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Tui.Terminal;

/// <summary>The controlling terminal of this process.</summary>
/// <remarks>
/// It is given back by <see cref="Restore"/>, which this class sees to itself when the process exits or an exception is handled by nobody. After
/// SIGKILL nothing can: <c>reset</c> helps.
/// </remarks>
public sealed class PosixTerminal : ITerminal, IDisposable
{
    /// <summary>How long a terminal that takes no more output holds up what gives it back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private static readonly ScreenSize Usual = new(80, 24);

    private readonly SafeFileHandle _terminal;
    private readonly TerminalWake _posted = new();
    private readonly SignalWatch _signals;
    private readonly Lock _lock = new();
    private TerminalSettings _found;
    private bool _taken;

    private PosixTerminal(SafeFileHandle terminal, TerminalSettings found, TerminalCapabilities capabilities)
    {
        (_terminal, _found, Capabilities) = (terminal, found, capabilities);
        _signals = new SignalWatch();
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
        AppDomain.CurrentDomain.ProcessExit += OnEnd;
    }

    public TerminalCapabilities Capabilities { get; }

    public ScreenSize Size => Tty.TrySize(_terminal, out int columns, out int rows) ? new(columns, rows) : Usual;

    /// <summary>Opens the controlling terminal; null when this process has none.</summary>
    public static PosixTerminal? Open(TerminalCapabilities capabilities)
    {
        SafeFileHandle terminal = Tty.Open();
        if (!terminal.IsInvalid && Tty.GetAttributes(terminal, out TerminalSettings found) == 0) return new(terminal, found, capabilities);
        terminal.Dispose();
        return null;
    }

    public void TakeOver()
    {
        lock (_lock)
        {
            if (_taken) return;
            if (Tty.GetAttributes(_terminal, out TerminalSettings found) == 0) _found = found;
            _ = Tty.TrySet(_terminal, _found.Raw);
            _taken = true;
            WriteAll(TakeOverSequences.TakeOver);
            if (Capabilities.Mouse) WriteAll(TakeOverSequences.TakeMouse);
        }
    }

    public void Restore()
    {
        lock (_lock)
        {
            if (!_taken) return;
            _taken = false;
            if (Capabilities.Mouse) WriteAll(TakeOverSequences.GiveMouse);
            WriteAll(TakeOverSequences.Restore);
            Tty.DropInput(_terminal);
            _ = Tty.TrySet(_terminal, in _found);
        }
    }

    public void Suspend()
    {
        Restore();
        _signals.ExpectContinue();
        Tty.StopSelf();
        TakeOver();
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            // Given back by another thread: what comes late is for nobody.
            if (!_taken) return bytes.Length;
            nint written = Tty.Write(_terminal, bytes);
            return written >= 0 ? (int)written : IsMomentary ? 0 : -1;
        }
    }

    public int Read(Span<byte> into)
    {
        nint read = Tty.Read(_terminal, into);
        return read > 0 ? (int)read : read < 0 && IsMomentary ? 0 : -1;
    }

    public TerminalEvents Wait(TimeSpan? timeout, bool writable, bool wakeable)
    {
        Span<Tty.PollEntry> entries =
        [
            new() { Descriptor = Descriptor(_terminal), Events = writable ? (short)(Tty.Readable | Tty.Writable) : Tty.Readable },
            new() { Descriptor = Descriptor(_signals.Wake.Handle), Events = Tty.Readable },
            new() { Descriptor = Descriptor(_posted.Handle), Events = Tty.Readable },
        ];
        int milliseconds = timeout is { } time ? (int)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 0, int.MaxValue) : -1;
        if (Tty.Poll(wakeable ? entries : entries[..2], milliseconds) <= 0) return TerminalEvents.None;

        short tty = entries[0].Returned;
        TerminalEvents events = TerminalEvents.None;
        if ((tty & Tty.Readable) != 0) events |= TerminalEvents.Input;
        else if ((tty & Tty.Broken) != 0) events |= TerminalEvents.Gone;
        if ((tty & Tty.Writable) != 0) events |= TerminalEvents.Writable;
        if (_signals.Wake.TryTake() | (wakeable && _posted.TryTake())) events |= TerminalEvents.Woken;
        return events;
    }

    public void Wake() => _posted.Set();

    public TerminalSignals TakeSignals() => _signals.Take();

    /// <summary>Gives the terminal back and closes it.</summary>
    public void Dispose()
    {
        Restore();
        AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        AppDomain.CurrentDomain.ProcessExit -= OnEnd;
        _signals.Dispose();
        _posted.Dispose();
        _terminal.Dispose();
    }

    private static bool IsMomentary => Marshal.GetLastPInvokeError() is Tty.TryAgain or Tty.Interrupted;

    private void OnEnd(object? sender, EventArgs e) => Restore();

    /// <summary>Writes even to a terminal that is busy, but does not wait for ever for one that is stuck.</summary>
    private void WriteAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint written = Tty.Write(_terminal, bytes);
            if (written > 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }

            if (!IsMomentary) return;
            Span<Tty.PollEntry> entry = [new() { Descriptor = Descriptor(_terminal), Events = Tty.Writable }];
            if (Tty.Poll(entry, (int)Patience.TotalMilliseconds) == 0) return;
        }
    }

    private static int Descriptor(SafeFileHandle handle) => (int)handle.DangerousGetHandle();
}
