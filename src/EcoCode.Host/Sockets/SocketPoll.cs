using EcoCode.Host.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host.Sockets;

/// <summary>Waits for whichever of several sockets has something to do: poll(2). Filled anew for every wait.</summary>
public sealed class SocketPoll
{
    private UnixSockets.Watched[] _set = new UnixSockets.Watched[8];
    private int _count;

    /// <summary>Begins anew.</summary>
    public void Clear() => _count = 0;

    /// <summary>Waits for someone who wants to be let in, too.</summary>
    /// <returns>What <see cref="IsReady"/> takes.</returns>
    public int Add(LocalListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return Add(listener.Handle, UnixSockets.Readable);
    }

    /// <summary>Waits for a socket that can be read, or written, or is gone; not where neither is wanted.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="read">Whether to wait until there is something to read.</param>
    /// <param name="write">Whether to wait until there is room to write.</param>
    public int Add(LocalSocket socket, bool read, bool write)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return Add(socket.Handle, (short)((read ? UnixSockets.Readable : 0) | (write ? UnixSockets.Writable : 0)));
    }

    /// <summary>Is woken by another thread, too; that takes the wake-up.</summary>
    public int Add(Wakeup wakeup)
    {
        ArgumentNullException.ThrowIfNull(wakeup);
        return Add(wakeup.Handle, UnixSockets.Readable);
    }

    /// <summary>Waits until one is ready, or a time has passed; now and then for less. Negative is without end.</summary>
    public void Wait(TimeSpan longest)
    {
        double milliseconds = longest < TimeSpan.Zero ? -1 : Math.Min(int.MaxValue, Math.Ceiling(longest.TotalMilliseconds));
        for (int i = 0; i < _count; i++) _set[i].Seen = 0;
        UnixSockets.Wait(_set.AsSpan(0, _count), (int)milliseconds);
    }

    /// <summary>Whether what was added can go on, or is gone.</summary>
    public bool IsReady(int added) => _set[added].Seen != 0;

    private int Add(SafeFileHandle handle, short wanted)
    {
        if (_count == _set.Length) Array.Resize(ref _set, 2 * _count);

        // Whoever adds a handle keeps it open until the wait is over. poll(2) tells of what is gone even where nothing is wanted, over and over; not of -1.
        _set[_count] = new UnixSockets.Watched { Descriptor = wanted == 0 ? -1 : (int)handle.DangerousGetHandle(), Wanted = wanted };
        return _count++;
    }
}
