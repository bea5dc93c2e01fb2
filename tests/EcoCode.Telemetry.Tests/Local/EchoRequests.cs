using System.Collections.Concurrent;
using EcoCode.Host.Sockets;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Telemetry.Tests.Local;

/// <summary>Answers <c>read</c> with the pid of who asks, at once or when told; <c>progress</c> is never answered.</summary>
internal sealed class EchoRequests : ILocalRequests
{
    public string Role => "run";

    public IReadOnlyList<string> Operations => ["read", "end", "progress"];

    public IReadOnlyList<string> Topics => ["read"];

    /// <summary>Requests of <c>end</c>, for the test to answer.</summary>
    internal BlockingCollection<LocalCall> Held { get; } = [];

    public LocalHello Hello(LocalPeer peer) => new()
    {
        Server = "ecocode test",
        Role = Role,
        Host = "here",
        BootId = "boot",
        NowNs = 12,
        IntervalS = 0.1,
        Capabilities = Operations,
        Run = new LocalRun("r-1", "a", null, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), peer.Pid, 5),
    };

    public void Take(LocalCall request)
    {
        if (request.Operation == "end") Held.Add(request);
        else if (request.Operation == "read") request.Answer(new SubscribeResult(request.Peer.Pid), LocalJson.Default.SubscribeResult);
    }
}
