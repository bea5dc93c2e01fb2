using System.Text;

namespace EcoCode.Cli.Measuring.Predicting;

/// <summary>Looks for progress in what a command writes to standard error, on a thread of its own and not more often than ten times a second, so that nothing waits for it.</summary>
/// <remarks>Only the end of what came since the last look is looked at: a program that writes faster than that is still followed.</remarks>
internal sealed class ErrorScanner : IDisposable
{
    private const int Kept = 8 * 1024;
    private const int Overlap = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ProgressPattern _pattern;
    private readonly ProgressSight _sight;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly byte[] _tail = new byte[Kept];
    private readonly AutoResetEvent _came = new(false);
    private readonly ManualResetEvent _stop = new(false);
    private readonly Thread _thread;
    private int _length;
    private int _looked;
    private long _timestamp;

    internal ErrorScanner(ProgressPattern pattern, ProgressSight sight, TimeProvider time)
    {
        (_pattern, _sight, _time) = (pattern, sight, time);
        _thread = new Thread(Look, 256 * 1024) { IsBackground = true, Name = "progress" };
        _thread.Start();
    }

    /// <summary>Takes what was written.</summary>
    internal void See(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (bytes.Length > Kept) bytes = bytes[^Kept..];
            int keep = Math.Min(_length, Kept - bytes.Length), gone = _length - keep;
            _tail.AsSpan(gone, keep).CopyTo(_tail);
            bytes.CopyTo(_tail.AsSpan(keep));
            (_length, _looked, _timestamp) = (keep + bytes.Length, Math.Max(0, _looked - gone), _time.GetTimestamp());
        }

        _came.Set();
    }

    /// <summary>Looks at the last that came, and ends.</summary>
    internal void Finish()
    {
        _stop.Set();
        _thread.Join();
    }

    public void Dispose()
    {
        Finish();
        _came.Dispose();
        _stop.Dispose();
    }

    private void Look()
    {
        WaitHandle[] either = [_stop, _came];
        while (WaitHandle.WaitAny(either) != 0)
        {
            LookOnce();
            if (_stop.WaitOne(Pause)) break;
        }

        LookOnce();
    }

    private void LookOnce()
    {
        string text;
        long timestamp;
        lock (_lock)
        {
            // A match may have begun in what was looked at before.
            int from = Math.Max(0, _looked - Overlap);
            text = Encoding.UTF8.GetString(_tail.AsSpan(from, _length - from));
            (_looked, timestamp) = (_length, _timestamp);
        }

        if (_pattern.TryFind(text, out long step, out long of)) _sight.Tell(step, of, timestamp);
    }
}
