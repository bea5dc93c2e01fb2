namespace EcoCode.Telemetry.Local;

/// <summary>Cuts what comes in into lines.</summary>
/// <remarks>Holds at most one line that is not complete and what came in with its end, so a client can't fill the memory.</remarks>
internal sealed class LineBuffer(int longest)
{
    private byte[] _bytes = new byte[1024];
    private int _start;
    private int _end;
    private int _seen;

    /// <summary>Whether a line has begun that is longer than allowed.</summary>
    internal bool IsTooLong => _end - _start > longest && _bytes.AsSpan(_start, longest + 1).IndexOf((byte)'\n') < 0;

    /// <summary>Where to read to.</summary>
    internal Span<byte> Room()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_end, _seen, _start) = (_end - _start, _seen - _start, 0);
        }

        if (_end == _bytes.Length) Array.Resize(ref _bytes, Math.Min(2 * _bytes.Length, longest + 4096));
        return _bytes.AsSpan(_end);
    }

    /// <summary>So much was read.</summary>
    internal void Add(int count) => _end += count;

    /// <summary>Takes the next line, without its end. It stays valid until there is <see cref="Room"/> made.</summary>
    internal bool TryTake(out ReadOnlyMemory<byte> line)
    {
        int at = _bytes.AsSpan(_seen, _end - _seen).IndexOf((byte)'\n');
        if (at < 0)
        {
            _seen = _end;
            line = default;
            return false;
        }

        line = _bytes.AsMemory(_start, _seen + at - _start);
        _start = _seen = _seen + at + 1;
        return true;
    }
}
