using System.Text.Json;
using EcoCode.Host;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry.Local;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>The energy counters of this machine's agent, for a user who may not read the machine's own.</summary>
/// <remarks>A thread of its own asks, so that whatever the agent does, sampling goes on.</remarks>
internal sealed class AgentCounters : IDisposable
{
    /// <summary>The agent tells no finer figures to everyone (CVE-2020-8694).</summary>
    private static readonly TimeSpan Finest = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromSeconds(2);

    /// <summary>So many questions in a row without an answer, and the last one does not hold any more.</summary>
    private const int MostMissed = 5;

    private readonly LocalAddress _address;
    private readonly TimeProvider _time;
    private readonly TimeSpan _every;
    private readonly Dictionary<string, AgentCounter> _counters = [];
    private readonly Wakeup _wake = new();
    private readonly Thread _thread;
    private LocalClient? _client;
    private volatile bool _over;

    private AgentCounters(LocalAddress address, LocalClient client, TimeSpan interval, TimeProvider time)
    {
        (_address, _client, _time, _every) = (address, client, time, interval > Finest ? interval : Finest);
        _thread = new Thread(Ask) { IsBackground = true, Name = "agent" };
    }

    /// <summary>What the agent measures of CPUs, memory and the whole machine.</summary>
    internal IReadOnlyList<SourceGroup> Groups { get; private set; } = [];

    /// <summary>Asks the agent for its counters; null where there is none, it does not answer, or has none that are measured.</summary>
    /// <param name="address">Its socket.</param>
    /// <param name="interval">Time between samples.</param>
    /// <param name="time">The clock.</param>
    /// <param name="error">Where it can't be reached the errno that says why; else 0.</param>
    internal static AgentCounters? Open(LocalAddress address, TimeSpan interval, TimeProvider time, out int error)
    {
        if (!LocalClient.TryConnect(address, time, out LocalClient? client, out error)) return null;
        var agent = new AgentCounters(address, client, interval, time);
        agent.Groups = TryRead(client, out JsonElement counters) ? [.. agent.Take(counters)] : [];
        if (agent.Groups.Count > 0)
        {
            agent._thread.Start();
            return agent;
        }

        agent.Dispose();
        return null;
    }

    /// <summary>What the user is told of it.</summary>
    internal static Note Told { get; } = new(
        "ECO7241", "the energy counters are read by `ecocode agent`, since this user may not read them: every 100 ms at the finest");

    public void Dispose()
    {
        _over = true;
        _wake.Set();
        if (_thread.IsAlive) _thread.Join();
        _client?.Dispose();
        _wake.Dispose();
    }

    private void Ask()
    {
        for (int missed = 0; !_over;)
        {
            if (_wake.Wait(_client is null ? Pause : _every)) continue;
            if (_client is null && !LocalClient.TryConnect(_address, _time, out _client, out _)) missed++;
            else if (TryRead(_client, out JsonElement counters) && TryUpdate(counters)) missed = 0;
            else
            {
                // Connected anew, it may be another agent, whose totals begin at zero: counters know that for a reset.
                _client.Dispose();
                _client = null;
                missed++;
            }

            if (missed < MostMissed && _client is not null) continue;
            foreach (AgentCounter counter in _counters.Values) counter.Fail();
        }
    }

    private static bool TryRead(LocalClient client, out JsonElement counters)
    {
        LocalAnswer answer = client.Request("counters", null, Patience);
        counters = default;
        return answer.Outcome == LocalOutcome.Answered && answer.Result.TryGetProperty("counters", out counters) && counters.ValueKind == JsonValueKind.Array;
    }

    private bool TryUpdate(JsonElement counters)
    {
        foreach (JsonElement counter in counters.EnumerateArray())
        {
            if (!AgentCounter.TryTell(counter, out string? id, out Energy energy, out bool reading)) return false;
            if (!_counters.TryGetValue(id, out AgentCounter? known)) continue;
            if (reading) known.Set(energy);
            else known.Fail();
        }

        return true;
    }

    private IEnumerable<SourceGroup> Take(JsonElement counters)
    {
        var sources = new List<EnergySource>();
        foreach (JsonElement counter in counters.EnumerateArray())
        {
            if (AgentCounter.Source(counter, _address.Text) is not { Counter: AgentCounter known } source) continue;
            _counters[known.Id.Value] = known;
            sources.Add(source);
        }

        return sources.GroupBy(source => source.Component).Select(group => new SourceGroup([.. group]));
    }
}
