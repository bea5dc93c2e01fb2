using EcoCode.Scripted;
using EcoCode.Tui.Terminal;
using EcoCode.Tui.Tests.Terminal;

namespace EcoCode.Tui.Tests.Looping;

/// <summary>A terminal in memory to which things happen at set times. Waiting lets time pass.</summary>
internal sealed class ScriptedTerminal(ManualClock clock) : ITerminal
{
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _script = new();
    private readonly Queue<byte> _input = new();
    private TimeSpan _now;
    private TerminalSignals _signals;
    private bool _woken;
    private ScreenSize _size = new(30, 3);

    public VirtualScreen Screen { get; private set; } = new(30, 3);

    public TerminalCapabilities Capabilities { get; } = new();

    /// <summary>What was done to it, in order, with the time in milliseconds; writes are frames.</summary>
    public List<string> Log { get; } = [];

    /// <summary>When it was written to.</summary>
    public List<TimeSpan> Frames { get; } = [];

    public int Waits { get; private set; }

    /// <summary>The most bytes that it takes at once; 0 when it is stuck, -1 when it is gone.</summary>
    public int Takes { get; set; } = int.MaxValue;

    public bool IsGone { get; set; }

    public ScreenSize Size => _size;

    private readonly List<byte> _partial = [];

    public void At(double milliseconds, Action happens) => _script.Enqueue(happens, (TimeSpan.FromMilliseconds(milliseconds), _script.Count));

    public void Type(string text)
    {
        foreach (byte value in System.Text.Encoding.UTF8.GetBytes(text)) _input.Enqueue(value);
    }

    public void Signal(TerminalSignals signals) => _signals |= signals;

    public void Resize(int width, int height)
    {
        (_size, Screen) = (new(width, height), new VirtualScreen(width, height));
        Signal(TerminalSignals.Resized);
    }

    public void TakeOver() => Log.Add("take over");

    public void Restore() => Log.Add("restore");

    public void Suspend()
    {
        Log.Add("suspend");
        Screen = new VirtualScreen(_size.Width, _size.Height);
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (Takes < 0) return -1;
        Frames.Add(_now);
        int taken = Math.Min(bytes.Length, Takes);
        _partial.AddRange(bytes[..taken]);
        if (taken == bytes.Length)
        {
            Screen.Feed([.. _partial]);
            _partial.Clear();
        }

        return taken;
    }

    public int Read(Span<byte> into)
    {
        if (IsGone) return -1;
        int read = 0;
        while (read < into.Length && _input.TryDequeue(out byte value)) into[read++] = value;
        return read;
    }

    public TerminalEvents Wait(TimeSpan? timeout, bool writable, bool wakeable)
    {
        Waits++;
        TimeSpan? until = timeout is { } span ? _now + span : null;
        while (true)
        {
            TerminalEvents events = (_input.Count > 0 || IsGone ? TerminalEvents.Input : 0) | (writable && Takes > 0 ? TerminalEvents.Writable : 0)
                | (_signals != 0 || (wakeable && _woken) ? TerminalEvents.Woken : 0);
            if (wakeable) _woken = false;
            if (events != 0) return events;

            if (_script.TryPeek(out Action? happens, out (TimeSpan At, int) next) && (until is not { } end || next.At <= end))
            {
                PassUntil(next.At);
                _script.Dequeue();
                happens();
                continue;
            }

            PassUntil(until ?? throw new InvalidOperationException("waits for ever"));
            return TerminalEvents.None;
        }
    }

    public void Wake() => _woken = true;

    public TerminalSignals TakeSignals()
    {
        TerminalSignals signals = _signals;
        _signals = 0;
        return signals;
    }

    private void PassUntil(TimeSpan at)
    {
        if (at <= _now) return;
        clock.Pass(at - _now);
        _now = at;
    }
}
