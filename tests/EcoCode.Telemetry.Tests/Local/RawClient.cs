using System.Text;
using System.Text.Json;
using EcoCode.Host.Sockets;

namespace EcoCode.Telemetry.Tests.Local;

/// <summary>A client that sends bytes, right or wrong.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly LocalSocket _socket;
    private readonly SocketPoll _poll = new();
    private readonly List<byte> _got = [];

    internal RawClient(LocalAddress address)
    {
        Assert.True(LocalSocket.TryConnect(address, out LocalSocket? socket, out int error), $"errno {error}");
        _socket = socket;
    }

    internal void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends all, or as much as a server takes that is about to close.</summary>
    internal void Send(byte[] bytes)
    {
        ReadOnlySpan<byte> left = bytes;
        while (!left.IsEmpty && _socket.TryWrite(left, out int written))
        {
            left = left[written..];
            if (!left.IsEmpty) Wait(read: true, write: true);
        }
    }

    /// <summary>Sends lines until the server has taken none for a while.</summary>
    /// <returns>How many it took.</returns>
    internal int SendUntilStuck(byte[] line, int times)
    {
        for (int i = 0; i < times; i++)
        {
            ReadOnlySpan<byte> left = line;
            while (!left.IsEmpty)
            {
                if (!_socket.TryWrite(left, out int written)) return i;
                left = left[written..];
                if (left.IsEmpty) continue;
                _poll.Clear();
                int added = _poll.Add(_socket, read: false, write: true);
                _poll.Wait(TimeSpan.FromMilliseconds(300));
                if (!_poll.IsReady(added)) return i;
            }
        }

        return times;
    }

    /// <summary>The next line; null when the server has closed.</summary>
    internal JsonElement? Line()
    {
        while (true)
        {
            int end = _got.IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = JsonElement.Parse(_got[..end].ToArray());
                _got.RemoveRange(0, end + 1);
                return line;
            }

            Wait(read: true, write: false);
            byte[] room = new byte[65536];
            if (!_socket.TryRead(room, out int read)) return null;
            _got.AddRange(room[..read]);
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Wait(bool read, bool write)
    {
        _poll.Clear();
        int added = _poll.Add(_socket, read, write);
        _poll.Wait(Serving.Patience);
        Assert.True(_poll.IsReady(added), "the server was silent for too long");
    }
}
