using EcoCode.Host;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Telemetry.Local;

/// <summary>Serves the local API: one thread waits for all clients at once, so that none can keep another waiting.</summary>
/// <param name="requests">Answers.</param>
/// <param name="admit">Whether someone may connect.</param>
/// <param name="time">The clock.</param>
public sealed class LocalServer(ILocalRequests requests, Func<LocalPeer, bool> admit, TimeProvider time) : IDisposable
{
    private const string Hello = "hello", Subscribe = "subscribe", Unsubscribe = "unsubscribe";

    private readonly Lock _lock = new();
    private readonly Wakeup _wake = new();
    private readonly SocketPoll _poll = new();
    private readonly List<LocalListener> _listeners = [];
    private readonly List<LocalConnection> _connections = [];
    private readonly long _start = time.GetTimestamp();
    private Thread? _thread;
    private TimeSpan? _until;
    private bool _over;
    private int _subscriptions;

    /// <summary>Lets clients in at an address, which is the server's from here on.</summary>
    public void Add(LocalListener listener)
    {
        lock (_lock) _listeners.Add(listener);
        Wake();
    }

    /// <summary>Takes a client that is connected already, such as by a socket pair, and is not asked who it is.</summary>
    public void Add(LocalSocket socket)
    {
        lock (_lock) _connections.Add(New(socket, known: true));
        Wake();
    }

    /// <summary>Serves on a thread of its own.</summary>
    public void Start()
    {
        _thread = new Thread(Run, 256 * 1024) { IsBackground = true, Name = "local" };
        _thread.Start();
    }

    /// <summary>Serves until it is stopped, on the thread that calls this.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Whether someone waits for an event of that topic now: only then it need be made.</summary>
    public bool Awaits(string topic)
    {
        TimeSpan now = Now;
        lock (_lock)
        {
            foreach (LocalConnection connection in _connections)
            {
                if (connection.Awaits(topic, now)) return true;
            }
        }

        return false;
    }

    /// <summary>Sends an event to all who want it and for whom it is time.</summary>
    /// <param name="topic">Which.</param>
    /// <param name="json">Its data, JSON in one line.</param>
    public void Publish(string topic, ReadOnlySpan<byte> json)
    {
        TimeSpan now = Now;
        lock (_lock)
        {
            foreach (LocalConnection connection in _connections) connection.Tell(topic, json, now);
        }

        Wake();
    }

    /// <summary>Lets nobody in any more, sends what was answered, and ends.</summary>
    /// <param name="patience">How long clients have to read it.</param>
    public void Stop(TimeSpan patience)
    {
        lock (_lock) _until ??= Now + patience;
        Wake();
        _thread?.Join();
    }

    public void Dispose()
    {
        Stop(TimeSpan.Zero);
        foreach (LocalListener listener in _listeners) listener.Dispose();
        foreach (LocalConnection connection in _connections) connection.Dispose();

        // Answers may still come, of whoever was asked while there was a client.
        lock (_lock)
        {
            _over = true;
            _wake.Dispose();
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            if (!_over) _wake.Set();
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Waits until there is something to do, and does it. False once it is over.</summary>
    private bool Step()
    {
        (LocalListener[] listeners, LocalConnection[] connections, TimeSpan? until) = Look();
        if (until is { } end && (Now >= end || !Array.Exists(connections, connection => connection.WantsToWrite))) return false;
        _poll.Clear();
        int woken = _poll.Add(_wake);
        int[] doors = until is null ? [.. listeners.Select(_poll.Add)] : [];
        TimeSpan nap = until is { } last ? last - Now : Timeout.InfiniteTimeSpan;
        foreach (LocalConnection connection in connections)
        {
            _poll.Add(connection.Socket, until is null && connection.WantsToRead, connection.WantsToWrite);
            if (!connection.HasSpoken) nap = Sooner(nap, LocalProtocol.LongestFirstLine - time.GetElapsedTime(connection.Since));
        }

        _poll.Wait(nap);
        if (_poll.IsReady(woken)) _ = _wake.Wait(TimeSpan.Zero);
        for (int i = 0; i < connections.Length; i++) Serve(connections[i], _poll.IsReady(1 + doors.Length + i), until is not null);
        for (int i = 0; i < doors.Length; i++)
        {
            if (_poll.IsReady(doors[i])) LetIn(listeners[i]);
        }

        return true;
    }

    private static TimeSpan Sooner(TimeSpan nap, TimeSpan left)
        => left < TimeSpan.Zero ? TimeSpan.Zero : nap < TimeSpan.Zero || left < nap ? left : nap;

    private (LocalListener[] Listeners, LocalConnection[] Connections, TimeSpan? Until) Look()
    {
        lock (_lock) return ([.. _listeners], [.. _connections], _until);
    }

    private void Serve(LocalConnection connection, bool ready, bool ending)
    {
        if (ready && !ending && connection.WantsToRead) connection.Read();
        while (!ending && connection.TryTake(out ReadOnlyMemory<byte> line)) Dispatch(connection, line.Span);
        connection.Write();
        bool silent = !connection.HasSpoken && time.GetElapsedTime(connection.Since) >= LocalProtocol.LongestFirstLine;
        if (!connection.IsDone && !silent) return;
        lock (_lock) _connections.Remove(connection);
        connection.Dispose();
    }

    private void LetIn(LocalListener listener)
    {
        while (listener.TryAccept(out LocalSocket? socket))
        {
            LocalConnection connection = New(socket, known: false);
            if (Refusal(socket.Peer) is { } problem) connection.End(problem);
            lock (_lock) _connections.Add(connection);
            Serve(connection, ready: false, ending: false);
        }
    }

    private Note? Refusal(LocalPeer peer)
    {
        if (!admit(peer)) return LocalProblems.NotAdmitted();
        lock (_lock)
        {
            if (_connections.Count >= LocalProtocol.MostConnections) return LocalProblems.Full(LocalProtocol.MostConnections, ofUser: false);
            int same = _connections.Count(connection => connection.Peer.User == peer.User);
            return same >= LocalProtocol.MostOfUser ? LocalProblems.Full(LocalProtocol.MostOfUser, ofUser: true) : null;
        }
    }

    private LocalConnection New(LocalSocket socket, bool known) => new(socket, Wake, time.GetTimestamp()) { HasSpoken = known };

    private void Dispatch(LocalConnection connection, ReadOnlySpan<byte> line)
    {
        if (!RequestEnvelope.TryRead(line, out RequestEnvelope envelope, out Note? problem))
        {
            connection.End(problem);
            return;
        }

        var call = new LocalCall(connection, envelope, line);
        switch (call.Operation)
        {
            case Hello:
                Greet(call);
                break;
            case Subscribe when requests.Topics.Count > 0:
                Begin(call);
                break;
            case Unsubscribe when requests.Topics.Count > 0:
                End(call);
                break;
            default:
                if (requests.Operations.Contains(call.Operation)) requests.Take(call);
                else call.Refuse(LocalProblems.UnknownOperation(call.Operation, [Hello, Subscribe, Unsubscribe, .. requests.Operations], requests.Role));
                break;
        }
    }

    private void Greet(LocalCall call)
    {
        if (!call.TryRead(LocalJson.Default.HelloRequest, out HelloRequest? request)) return;
        if (request.Protocol is { } asked and not LocalProtocol.Version) call.Refuse(LocalProblems.OtherProtocol(asked));
        else call.Answer(requests.Hello(call.Peer), LocalJson.Default.LocalHello);
    }

    private void Begin(LocalCall call)
    {
        if (!call.TryRead(LocalJson.Default.SubscribeRequest, out SubscribeRequest? request)) return;
        if (request.To is not { } topic || !requests.Topics.Contains(topic))
        {
            call.Refuse(LocalProblems.NoSuchTopic(request.To ?? "", requests.Topics));
            return;
        }

        if (request.IntervalS is not null and not (>= 0 and <= 86_400))
        {
            call.Refuse(LocalProblems.WrongValue("interval_s", "from 0 to 86400"));
            return;
        }

        var subscription = new Subscription(++_subscriptions, topic, TimeSpan.FromSeconds(request.IntervalS ?? 0));
        if (call.Connection.TrySubscribe(subscription)) call.Answer(new SubscribeResult(subscription.Number), LocalJson.Default.SubscribeResult);
        else call.Refuse(LocalProblems.TooManySubscriptions());
    }

    private static void End(LocalCall call)
    {
        if (!call.TryRead(LocalJson.Default.UnsubscribeRequest, out UnsubscribeRequest? request)) return;
        if (request.Subscription is not { } number)
        {
            call.Refuse(LocalProblems.WrongValue("subscription", "the number that `subscribe` gave"));
            return;
        }

        call.Connection.Unsubscribe(number);
        call.Answer(new SubscribeResult(number), LocalJson.Default.SubscribeResult);
    }
}
