using EcoCode.Tui.Terminal;

namespace EcoCode.Bench.Simulation;

/// <summary>A terminal that shows nothing and counts what it is sent. Each wait brings what is next, until there is nothing more.</summary>
internal sealed class CountingTerminal(ScreenSize size, Func<bool> bringNext, Action<int> onWrite) : ITerminal
{
    private bool _over;

    public ScreenSize Size => size;

    public TerminalCapabilities Capabilities { get; } = new();

    public void TakeOver()
    {
    }

    public void Restore()
    {
    }

    public void Suspend()
    {
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        onWrite(bytes.Length);
        return bytes.Length;
    }

    public int Read(Span<byte> into) => 0;

    public TerminalEvents Wait(TimeSpan? timeout, bool writable, bool wakeable)
    {
        _over = !bringNext();
        return TerminalEvents.Woken;
    }

    public void Wake()
    {
    }

    public TerminalSignals TakeSignals() => _over ? TerminalSignals.Terminate : TerminalSignals.None;
}
