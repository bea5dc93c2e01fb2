using System.Text;
using EcoCode.Host.Sockets;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Cli.Tests.Agents;

/// <summary>An agent that tells what the test says.</summary>
internal sealed class FakeAgent : ILocalRequests, IDisposable
{
    private readonly LocalServer _server;
    private volatile string _counters;
    private int _asked;

    internal FakeAgent(string counters, string role = "agent")
    {
        (_counters, Role) = (counters, role);
        Assert.True(LocalListener.TryListen(Address, out LocalListener? listener, out _));
        _server = new LocalServer(this, peer => peer.IsOwnOrRoot, TimeProvider.System);
        _server.Add(listener);
        _server.Start();
    }

    internal LocalAddress Address { get; } = LocalAddress.Unguessable("ecocode-test.");

    /// <summary>How often counters were asked for.</summary>
    internal int Asked => Volatile.Read(ref _asked);

    public string Role { get; }

    public IReadOnlyList<string> Operations => ["counters", "snapshot"];

    public IReadOnlyList<string> Topics => ["snapshot"];

    /// <summary>Tells a package of a CPU, and its memory.</summary>
    internal static string Package(long microjoules, string state = "reading", string provenance = "measured") => $$"""
        {"taken_ns":1,"counters":[
        {"id":"rapl:package-0","component":"cpu","device":"package 0","socket":0,"method":"rapl-perf","provenance":"{{provenance}}","band_ratio":0.08,"energy_uj":{{microjoules}},"power_w":50,"limit_w":125,"state":"{{state}}"},
        {"id":"rapl:dram-0","component":"dram","device":"memory of package 0","socket":0,"method":"rapl-perf","provenance":"{{provenance}}","energy_uj":{{microjoules / 10}},"power_w":5,"limit_w":null,"state":"{{state}}"},
        {"id":"gpu","component":"gpu","device":"0","socket":null,"method":"nvml","provenance":"{{provenance}}","energy_uj":5,"power_w":5,"limit_w":null,"state":"{{state}}"}]}
        """.ReplaceLineEndings("");

    internal void Tell(string counters) => _counters = counters;

    internal void Publish(string snapshot) => _server.Publish("snapshot", Encoding.UTF8.GetBytes(snapshot));

    internal bool Awaited => _server.Awaits("snapshot");

    public LocalHello Hello(LocalPeer peer) => new()
    {
        Server = "ecocode test", Role = Role, Host = "gpu-07", BootId = "boot", NowNs = 1, IntervalS = 1, Capabilities = Operations,
    };

    public void Take(LocalCall request)
    {
        Interlocked.Increment(ref _asked);
        request.Answer(Encoding.UTF8.GetBytes(_counters));
    }

    public void Dispose() => _server.Dispose();
}
