using EcoCode.Tui.Cells;
using EcoCode.Tui.Looks;
using EcoCode.Tui.Terminal;
using EcoCode.Tui.Terminal.Frames;

namespace EcoCode.Tui.Looping;

/// <summary>Brings frames to a terminal that may take only a part of one.</summary>
internal sealed class FrameOutput(ITerminal terminal, Theme theme)
{
    private readonly FrameWriter _writer = new(terminal.Capabilities, theme);
    private readonly CellBuffer _buffer = new(0, 0);
    private byte[] _rest = [];
    private int _from, _to;

    /// <summary>Whether a part of a frame was not taken yet. It has to be written before another frame is drawn.</summary>
    public bool IsPending => _from < _to;

    /// <summary>Forgets what the terminal shows, and what it was yet to get.</summary>
    public void Forget()
    {
        _writer.Forget();
        _from = _to = 0;
    }

    /// <summary>The buffer to draw the next frame on, blank.</summary>
    public CellBuffer Blank(ScreenSize size)
    {
        if (_buffer.Width != size.Width || _buffer.Height != size.Height) _buffer.Resize(size.Width, size.Height);
        else _buffer.Clear();
        return _buffer;
    }

    /// <summary>Writes what changed; false when the terminal is gone.</summary>
    public bool Show()
    {
        ReadOnlySpan<byte> frame = _writer.Write(_buffer);
        if (frame.IsEmpty) return true;
        int taken = terminal.Write(frame);
        if (taken < 0) return false;
        ReadOnlySpan<byte> rest = frame[taken..];
        if (rest.Length > _rest.Length) _rest = new byte[rest.Length];
        rest.CopyTo(_rest);
        (_from, _to) = (0, rest.Length);
        return true;
    }

    /// <summary>Writes the rest of a frame; false when the terminal is gone.</summary>
    public bool Flush()
    {
        if (!IsPending) return true;
        int taken = terminal.Write(_rest.AsSpan(_from, _to - _from));
        if (taken < 0) return false;
        _from += taken;
        return true;
    }
}
