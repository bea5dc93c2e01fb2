using EcoCode.Host.Sockets;
using EcoCode.Telemetry.Local;

namespace EcoCode.Telemetry.Tests.Local;

/// <summary>A server on an abstract name, and the clients that a test makes.</summary>
internal sealed class Serving : IDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<IDisposable> _owned = [];

    internal Serving(Func<LocalPeer, bool>? admit = null)
    {
        Assert.True(LocalListener.TryListen(Address, out LocalListener? listener, out _));
        Server = new LocalServer(Requests, admit ?? (peer => peer.IsOwnOrRoot), TimeProvider.System);
        Server.Add(listener);
        Server.Start();
    }

    internal LocalAddress Address { get; } = LocalAddress.Unguessable("ecocode-test.");

    internal EchoRequests Requests { get; } = new();

    internal LocalServer Server { get; }

    internal LocalClient Client()
    {
        Assert.True(LocalClient.TryConnect(Address, TimeProvider.System, out LocalClient? client, out int error), $"errno {error}");
        _owned.Add(client);
        return client;
    }

    /// <summary>A connection that sends whatever the test says.</summary>
    internal RawClient Raw()
    {
        var raw = new RawClient(Address);
        _owned.Add(raw);
        return raw;
    }

    public void Dispose()
    {
        foreach (IDisposable owned in _owned) owned.Dispose();
        Server.Dispose();
        Requests.Held.Dispose();
    }
}
