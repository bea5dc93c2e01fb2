using EcoCode.Host.Sockets;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Local;

/// <summary>One client: what came from it, and what it has not read yet.</summary>
/// <remarks>The server's thread reads, writes and closes; answers and events come from any. Requests are answered in their order, since the next is only looked at when the one before has been.</remarks>
internal sealed class LocalConnection(LocalSocket socket, Action wake, long since) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LineBuffer _lines = new(LocalProtocol.LongestLine);
    private readonly Queue<byte[]> _out = new();
    private readonly List<Subscription> _subscriptions = [];
    private int _unread;
    private int _written;
    private bool _pending;
    private bool _ended;
    private bool _closed;

    internal LocalPeer Peer => socket.Peer;

    internal LocalSocket Socket => socket;

    /// <summary>When it connected.</summary>
    internal long Since => since;

    /// <summary>Whether it has sent a whole line, or need not in time.</summary>
    internal bool HasSpoken { get; set; }

    /// <summary>Whether there is nothing more to do for it.</summary>
    internal bool IsDone
    {
        get
        {
            lock (_lock) return _closed || (_ended && !_pending && _out.Count == 0);
        }
    }

    internal bool WantsToWrite
    {
        get
        {
            lock (_lock) return _out.Count > 0;
        }
    }

    /// <summary>Whoever does not read answers is not read from either.</summary>
    internal bool WantsToRead
    {
        get
        {
            lock (_lock) return !_ended && !_pending && _unread < LocalProtocol.MostUnread;
        }
    }

    /// <summary>Reads what is there.</summary>
    internal void Read()
    {
        if (socket.TryRead(_lines.Room(), out int read)) _lines.Add(read);
        else lock (_lock) _ended = true;
    }

    /// <summary>Takes the next request, where none is being answered.</summary>
    internal bool TryTake(out ReadOnlyMemory<byte> line)
    {
        line = default;
        lock (_lock)
        {
            if (_closed || _pending || _unread >= LocalProtocol.MostUnread) return false;
        }

        if (_lines.IsTooLong)
        {
            End(LocalProblems.TooLong());
            return false;
        }

        if (!_lines.TryTake(out line)) return false;
        HasSpoken = true;
        lock (_lock) _pending = true;
        return true;
    }

    /// <summary>Answers the request that was taken; nothing, where none is wanted.</summary>
    internal void Answer(byte[] line)
    {
        lock (_lock)
        {
            _pending = false;
            Add(line);
        }

        wake();
    }

    /// <summary>Says what is wrong, and that is the end of it.</summary>
    internal void End(Note problem)
    {
        lock (_lock)
        {
            (_pending, _ended) = (false, true);
            Add(LocalLine.Error([], problem));
            _subscriptions.Clear();
        }
    }

    /// <summary>Writes what there is room for.</summary>
    internal void Write()
    {
        lock (_lock)
        {
            while (!_closed && _out.TryPeek(out byte[]? first))
            {
                if (!socket.TryWrite(first.AsSpan(_written), out int written))
                {
                    _closed = true;
                    return;
                }

                if (written == 0) return;
                _written += written;
                _unread -= written;
                if (_written < first.Length) continue;
                _written = 0;
                _ = _out.Dequeue();
            }
        }
    }

    /// <summary>Begins a subscription; false where it has as many as it may.</summary>
    internal bool TrySubscribe(Subscription subscription)
    {
        lock (_lock)
        {
            if (_subscriptions.Count >= LocalProtocol.MostSubscriptions) return false;
            _subscriptions.Add(subscription);
            return true;
        }
    }

    internal void Unsubscribe(int number)
    {
        lock (_lock) _subscriptions.RemoveAll(subscription => subscription.Number == number);
    }

    /// <summary>Whether an event would be sent now.</summary>
    internal bool Awaits(string topic, TimeSpan now)
    {
        lock (_lock)
        {
            foreach (Subscription subscription in _subscriptions)
            {
                if (subscription.Topic == topic && subscription.Due <= now) return true;
            }
        }

        return false;
    }

    /// <summary>Sends an event to whoever it is due for; who has too much to read loses it.</summary>
    internal void Tell(string topic, ReadOnlySpan<byte> data, TimeSpan now)
    {
        lock (_lock)
        {
            foreach (Subscription subscription in _subscriptions)
            {
                if (subscription.Topic != topic || subscription.Due > now) continue;
                subscription.Advance(now);
                if (_closed || (_unread > 0 && _unread + data.Length > LocalProtocol.MostUnread)) continue;
                Add(LocalLine.Event(topic, subscription.Number, data));
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _subscriptions.Clear();
        }

        socket.Dispose();
    }

    private void Add(byte[] line)
    {
        if (_closed || line.Length == 0) return;
        _out.Enqueue(line);
        _unread += line.Length;
    }
}
