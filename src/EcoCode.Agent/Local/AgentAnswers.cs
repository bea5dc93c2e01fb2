using System.Buffers;
using System.Text.Json;
using EcoCode.Agent.Local.Messages;
using EcoCode.Agent.Sampling;
using EcoCode.Host;
using EcoCode.Host.Sockets;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;
using EcoCode.Telemetry.Machines;

namespace EcoCode.Agent.Local;

/// <summary>Answers the local API for the whole machine: docs/api.md, role <c>agent</c>.</summary>
/// <remarks>What is told is of the last tick, but for counters, which are read anew after 100 ms: nobody can have the sensors read more often than that.</remarks>
/// <param name="interval">Time between ticks.</param>
/// <param name="version">The agent's version.</param>
/// <param name="freshly">Has the counters read between ticks and told, on any thread.</param>
/// <param name="time">The clock, whose timestamps are those of CLOCK_MONOTONIC.</param>
internal sealed class AgentAnswers(TimeSpan interval, string version, Action<Action<CounterReading>> freshly, TimeProvider time) : ILocalRequests
{
    private const string Snapshot = "snapshot", Counters = "counters", Begin = "begin", End = "end";

    private readonly TreeWindows _windows = new();
    private readonly ArrayBufferWriter<byte> _text = new(64 * 1024);
    private readonly Lock _lock = new();
    private readonly string _boot = Boot.Id(new PseudoFs("/proc"));
    private (NodeReading Reading, long At)? _latest;

    /// <inheritdoc/>
    public string Role => "agent";

    /// <inheritdoc/>
    public IReadOnlyList<string> Operations { get; } = [Begin, End, Counters, Snapshot];

    /// <inheritdoc/>
    public IReadOnlyList<string> Topics { get; } = [Snapshot, Counters];

    private long Now => MonotonicTime.Nanoseconds(time.GetTimestamp(), time);

    /// <inheritdoc/>
    public LocalHello Hello(LocalPeer peer) => new()
    {
        Server = "ecocode " + version,
        Role = Role,
        Host = Environment.MachineName,
        BootId = _boot,
        NowNs = Now,
        IntervalS = interval.TotalSeconds,
        Capabilities = [.. Operations, "subscribe"],
    };

    /// <summary>Takes what the machine has to tell, and sends it to those who have subscribed.</summary>
    internal void Take(NodeReading reading, LocalServer server)
    {
        long now = Now;
        lock (_lock) _latest = (reading, now);
        _windows.Take(reading, now);
        if (server.Awaits(Snapshot)) Publish(server, Snapshot, reading, now);
        if (server.Awaits(Counters)) Publish(server, Counters, reading, now);
    }

    /// <inheritdoc/>
    public void Take(LocalCall request)
    {
        (NodeReading Reading, long At)? latest;
        lock (_lock) latest = _latest;
        if (request.Operation == Begin) _windows.Begin(request, Now);
        else if (request.Operation == End) _windows.End(request, Now);
        else if (latest is not { } known) request.Refuse(LocalProblems.NotTold("the first tick is still to come"));
        else if (request.Operation == Counters) freshly(counters => request.Answer(CountersOf(known.Reading.Snapshot, counters), AgentJson.Default.AgentCounters));
        else request.Answer(TextOf(known.Reading.Snapshot));
    }

    private void Publish(LocalServer server, string topic, NodeReading reading, long now)
    {
        _text.ResetWrittenCount();
        if (topic == Snapshot)
        {
            MachineJson.Write(_text, reading.Snapshot);
        }
        else
        {
            using var json = new Utf8JsonWriter(_text);
            JsonSerializer.Serialize(json, CountersOf(reading.Snapshot, now), AgentJson.Default.AgentCounters);
        }

        server.Publish(topic, _text.WrittenSpan);
    }

    private static ReadOnlyMemory<byte> TextOf(MachineSnapshot snapshot)
    {
        var text = new ArrayBufferWriter<byte>(64 * 1024);
        MachineJson.Write(text, snapshot);
        return text.WrittenMemory;
    }

    private static AgentCounters CountersOf(MachineSnapshot snapshot, long at) => new(at, [.. snapshot.Sources.Select(static source => Of(source, source.Shown))]);

    /// <summary>What was read after a snapshot was taken stands in place of what it has; a source that is new since comes with the next one.</summary>
    private AgentCounters CountersOf(MachineSnapshot snapshot, CounterReading counters)
    {
        var told = new AgentCounter[snapshot.Sources.Count];
        for (int i = 0; i < told.Length; i++)
        {
            SourceReading source = snapshot.Sources[i];
            bool known = i < counters.Shown.Count && counters.Shown[i].Id == source.Id;
            told[i] = Of(source, known ? Later(counters.Shown[i].Shown, source.Shown) : source.Shown);
        }

        return new(MonotonicTime.Nanoseconds(counters.At, time), told);
    }

    /// <summary>A reading may be of before the tick that came after it.</summary>
    private static Energy Later(Energy left, Energy right) => left > right ? left : right;

    private static AgentCounter Of(SourceReading source, Energy shown) => new(
        source.Id.Value,
        Words.Components.Of(source.Component),
        source.Device,
        source.Socket,
        source.Method,
        Words.Provenances.Of(source.Provenance),
        source.Energy > Energy.Zero ? source.Band.HalfWidthJoules / source.Energy.Joules : null,
        shown.Microjoules,
        source.ShownPower.Watts,
        source.Limit?.Watts,
        Words.SourceStates.Of(source.State));

}
