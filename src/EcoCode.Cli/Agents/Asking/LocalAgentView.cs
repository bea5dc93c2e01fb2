using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EcoCode.Host.Sockets;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;
using EcoCode.Telemetry.Machines;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>An agent of this machine, by its socket.</summary>
internal sealed class LocalAgentView : IAgentView
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>So many intervals without an event, and the agent is taken for stuck.</summary>
    private const int MostMissed = 5;

    private readonly LocalAddress _address;
    private readonly TimeProvider _time;
    private LocalClient? _client;

    private LocalAgentView(LocalAddress address, TimeProvider time) => (_address, _time) = (address, time);

    public TimeSpan Pause => TimeSpan.Zero;

    public string Host { get; private set; } = "";

    public TimeSpan Interval { get; private set; }

    /// <summary>Connects, and says why not.</summary>
    internal static bool TryOpen(LocalAddress address, TimeProvider time, [NotNullWhen(true)] out LocalAgentView? view, [NotNullWhen(false)] out Note? problem)
    {
        view = new LocalAgentView(address, time);
        if (view.TryConnect(out problem)) return true;
        view = null;
        return false;
    }

    public bool TryNext([NotNullWhen(true)] out MachineSnapshot? snapshot, [NotNullWhen(false)] out Note? problem)
    {
        snapshot = null;
        if (_client is null && !TryConnect(out problem)) return false;
        TimeSpan patience = Interval * MostMissed;
        if (!_client!.TryTakeEvent(patience > Patience ? patience : Patience, out JsonElement told))
        {
            problem = AgentProblems.Silent(_address.Text);
        }
        else if (told.TryGetProperty("data"u8, out JsonElement data) && MachineJson.TryRead(data, out snapshot, out string? reason))
        {
            problem = null;
            return true;
        }
        else problem = AgentProblems.Foreign(_address.Text, "its snapshot can't be read");

        _client.Dispose();
        _client = null;
        return false;
    }

    public void Dispose() => _client?.Dispose();

    private bool TryConnect([NotNullWhen(false)] out Note? problem)
    {
        if (!LocalClient.TryConnect(_address, _time, out LocalClient? client, out int error))
        {
            problem = AgentProblems.NoConnection(_address.Text, error);
            return false;
        }

        LocalHello? hello = client.Hello("ecocode dashboard", Patience).Read(LocalJson.Default.LocalHello);
        problem = hello switch
        {
            null => AgentProblems.Foreign(_address.Text, "it does not say hello"),
            { Role: not "agent" } => AgentProblems.Foreign(_address.Text, "it is of one run, and no agent"),
            _ => null,
        };
        if (problem is null && client.Request("subscribe", writer => writer.WriteString("to"u8, "snapshot"u8), Patience) is { Outcome: not LocalOutcome.Answered } refused)
        {
            problem = refused.Problem ?? AgentProblems.Silent(_address.Text);
        }

        if (problem is not null)
        {
            client.Dispose();
            return false;
        }

        (_client, Host, Interval) = (client, hello!.Host, TimeSpan.FromSeconds(hello.IntervalS));
        return true;
    }
}
