using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Telemetry.Local;

/// <summary>Talks to a server of the local API. One thread uses it; every wait has an end.</summary>
public sealed class LocalClient : IDisposable
{
    /// <summary>A snapshot of a machine with 100,000 processes takes 40 MB.</summary>
    private const int LongestAnswer = 256 << 20;

    private readonly LocalSocket _socket;
    private readonly TimeProvider _time;
    private readonly SocketPoll _poll = new();
    private readonly LineBuffer _lines = new(LongestAnswer);
    private readonly Queue<JsonElement> _events = new();
    private readonly ArrayBufferWriter<byte> _request = new(256);
    private bool _gone;
    private int _id;

    private LocalClient(LocalSocket socket, TimeProvider time) => (_socket, _time) = (socket, time);

    /// <summary>Who serves, as the kernel tells.</summary>
    public LocalPeer Peer => _socket.Peer;

    /// <summary>Connects, and says hello to nobody yet.</summary>
    /// <param name="address">Where.</param>
    /// <param name="time">The clock.</param>
    /// <param name="client">The client.</param>
    /// <param name="error">Otherwise the errno that says why not.</param>
    public static bool TryConnect(LocalAddress address, TimeProvider time, [NotNullWhen(true)] out LocalClient? client, out int error)
    {
        client = LocalSocket.TryConnect(address, out LocalSocket? socket, out error) ? new LocalClient(socket, time) : null;
        return client is not null;
    }

    /// <summary>Speaks over a connection that is there already.</summary>
    public static LocalClient Over(LocalSocket socket, TimeProvider time) => new(socket, time);

    /// <summary>Says hello.</summary>
    /// <param name="name">Who it is, for people: <c>ecocode 0.1.0</c>.</param>
    /// <param name="patience">How long to wait for the answer.</param>
    public LocalAnswer Hello(string name, TimeSpan patience) => Request("hello", writer =>
    {
        writer.WriteNumber("protocol"u8, LocalProtocol.Version);
        writer.WriteString("client"u8, name);
    }, patience);

    /// <summary>Asks, and waits for the answer. Events that come meanwhile are kept for <see cref="TryTakeEvent"/>.</summary>
    /// <param name="operation">What for.</param>
    /// <param name="members">Writes the rest of the request, or null.</param>
    /// <param name="patience">How long to wait.</param>
    public LocalAnswer Request(string operation, Action<Utf8JsonWriter>? members, TimeSpan patience)
    {
        long begin = _time.GetTimestamp();
        int id = ++_id;
        _request.Clear();
        using (var writer = new Utf8JsonWriter(_request))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id"u8, id);
            writer.WriteString("op"u8, operation);
            members?.Invoke(writer);
            writer.WriteEndObject();
        }

        _request.Write("\n"u8);
        ReadOnlySpan<byte> left = _request.WrittenSpan;
        while (!left.IsEmpty)
        {
            if (_gone || !_socket.TryWrite(left, out int written)) return Fail(LocalOutcome.Gone);
            left = left[written..];
            if (!left.IsEmpty && !Wait(begin, patience, write: true)) return Fail(LocalOutcome.TooLate);
        }

        while (true)
        {
            while (TryTake(out JsonElement line))
            {
                if (line.TryGetProperty("event", out _)) _events.Enqueue(line);
                else if (line.TryGetProperty("id", out JsonElement answered) && answered.ValueKind == JsonValueKind.Number && answered.TryGetInt32(out int which) && which == id) return Read(line);
                else if (line.TryGetProperty("error", out _)) return Read(line);
            }

            if (_gone) return Fail(LocalOutcome.Gone);
            if (!Wait(begin, patience, write: false)) return Fail(LocalOutcome.TooLate);
            Receive();
        }
    }

    /// <summary>Takes the next event.</summary>
    /// <param name="patience">How long to wait for one; zero for those that are there.</param>
    /// <param name="told">The whole line, as JSON.</param>
    public bool TryTakeEvent(TimeSpan patience, out JsonElement told)
    {
        long begin = _time.GetTimestamp();
        while (true)
        {
            if (_events.TryDequeue(out told)) return true;
            while (TryTake(out JsonElement line))
            {
                if (line.TryGetProperty("event", out _)) _events.Enqueue(line);
            }

            if (_events.Count > 0) continue;
            if (_gone || !Wait(begin, patience, write: false)) return false;
            Receive();
        }
    }

    public void Dispose() => _socket.Dispose();

    private static LocalAnswer Read(JsonElement line)
    {
        if (line.TryGetProperty("result", out JsonElement result)) return new LocalAnswer(LocalOutcome.Answered, result, null);
        Note? problem = null;
        try
        {
            problem = line.TryGetProperty("error", out JsonElement error) ? error.Deserialize(LocalJson.Default.Note) : null;
        }
        catch (JsonException)
        {
            // What it says can't be read; that it refuses can.
        }

        return new LocalAnswer(LocalOutcome.Refused, default, problem);
    }

    private LocalAnswer Fail(LocalOutcome outcome)
    {
        _gone = true;
        return new LocalAnswer(outcome, default, null);
    }

    /// <summary>Waits until something can be read or written. False when the time is up.</summary>
    private bool Wait(long begin, TimeSpan patience, bool write)
    {
        TimeSpan left = patience - _time.GetElapsedTime(begin);
        if (left < TimeSpan.Zero) return false;
        _poll.Clear();
        int added = _poll.Add(_socket, read: !write, write);
        _poll.Wait(left);
        return _poll.IsReady(added) || patience > _time.GetElapsedTime(begin);
    }

    private void Receive()
    {
        if (_socket.TryRead(_lines.Room(), out int read)) _lines.Add(read);
        else _gone = true;
    }

    private bool TryTake(out JsonElement line)
    {
        line = default;
        if (_lines.IsTooLong) _gone = true;
        if (_gone && _lines.IsTooLong) return false;
        if (!_lines.TryTake(out ReadOnlyMemory<byte> text)) return false;
        try
        {
            line = JsonElement.Parse(text.Span);
            return line.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            // Whoever serves here speaks something else.
            _gone = true;
            return false;
        }
    }
}
