using System.Text.Json;
using EcoCode.Agent.Local;
using EcoCode.Agent.Sampling;
using EcoCode.Host.Sockets;
using EcoCode.Metering.Snapshots;
using EcoCode.Scripted;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;
using EcoCode.Telemetry.Machines;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Agent.Tests.Local;

public sealed class AgentAnswersTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly AgentAnswers _answers;
    private readonly LocalServer _server;
    private readonly LocalClient _client;

    public AgentAnswersTests()
    {
        var address = LocalAddress.Unguessable("ecocode-agent-test.");
        Assert.True(LocalListener.TryListen(address, out LocalListener? listener, out _));
        _answers = new AgentAnswers(TimeSpan.FromSeconds(1), "0.1.0", tell => tell(new CounterReading(_clock.GetTimestamp(), [])), _clock);
        _server = new LocalServer(_answers, static _ => true, TimeProvider.System);
        _server.Add(listener);
        _server.Start();
        Assert.True(LocalClient.TryConnect(address, TimeProvider.System, out LocalClient? client, out _));
        _client = client;
    }

    [Fact]
    public void Hello_says_that_it_is_an_agent_and_what_it_can_do()
    {
        LocalHello hello = _client.Hello("test", Patience).Read(LocalJson.Default.LocalHello)!;
        Assert.Equal(("ecocode 0.1.0", "agent", 1.0, 100_000_000_000), (hello.Server, hello.Role, hello.IntervalS, hello.NowNs));
        Assert.Equal(["begin", "end", "counters", "snapshot", "subscribe"], hello.Capabilities);
        Assert.Null(hello.Run);
    }

    [Fact]
    public void Before_the_first_tick_nothing_is_told()
    {
        Assert.Equal("ECO7211", Ask("counters").Problem?.Code);
        Assert.Equal("ECO7211", Ask("snapshot").Problem?.Code);
    }

    [Fact]
    public void Counters_are_those_of_the_last_tick()
    {
        Take(Made.Everything());
        JsonElement told = Ask("counters").Result;
        Assert.Equal(100_000_000_000, told.GetProperty("taken_ns").GetInt64());
        JsonElement first = told.GetProperty("counters")[0];
        Assert.Equal(("cpu", "package 0", "rapl-perf", "measured", 3_000_001, 3.25, "reading"), (
            first.GetProperty("component").GetString(), first.GetProperty("device").GetString(), first.GetProperty("method").GetString(), first.GetProperty("provenance").GetString(),
            first.GetProperty("energy_uj").GetInt64(), first.GetProperty("power_w").GetDouble(), first.GetProperty("state").GetString()));
        Assert.Equal(JsonValueKind.Null, told.GetProperty("counters")[1].GetProperty("limit_w").ValueKind);
    }

    [Fact]
    public void A_snapshot_can_be_read_back()
    {
        Take(Made.Everything());
        Assert.True(MachineJson.TryRead(Ask("snapshot").Result, out MachineSnapshot? read, out _));
        Assert.Equal(Made.Everything().Processes, read.Processes);
    }

    [Theory]
    [InlineData("snapshot", "schema")]
    [InlineData("counters", "taken_ns")]
    public void Who_subscribes_gets_an_event_at_every_tick(string topic, string key)
    {
        Assert.Equal(LocalOutcome.Answered, Ask("subscribe", json => json.WriteString("to", topic)).Outcome);
        for (int i = 0; i < 3; i++)
        {
            Take(Made.Everything());
            Assert.True(_client.TryTakeEvent(Patience, out JsonElement told));
            Assert.Equal(topic, told.GetProperty("event").GetString());
            Assert.True(told.GetProperty("data").TryGetProperty(key, out _));
        }
    }

    [Fact]
    public void A_window_has_what_the_asking_process_used_in_it()
    {
        Take(Own(4_000_000));
        JsonElement begun = Ask("begin", json => json.WriteString("name", "step")).Result;
        Assert.Equal(100_000_000_000, begun.GetProperty("at_ns").GetInt64());
        Pass(10);
        Take(Own(14_000_000));
        JsonElement told = End(begun, at: null);
        Assert.Equal(("step", 10.0, 1.0, 10.0, 0.0), (
            told.GetProperty("name").GetString(), told.GetProperty("energy_j").GetDouble(), told.GetProperty("mean_power_w").GetDouble(), told.GetProperty("duration_s").GetDouble(), told.GetProperty("unmeasured_s").GetDouble()));
        Assert.Equal(10.0, told.GetProperty("own_energy_j").GetDouble());
        Assert.Equal(12.0, told.GetProperty("impact").GetProperty("facility_energy_j").GetDouble(), 9);
        Assert.Equal("DE", told.GetProperty("impact").GetProperty("grid").GetProperty("zone").GetString());
        Assert.Equal(("cpu", 10.0, "apportioned"), (
            told.GetProperty("components")[0].GetProperty("component").GetString(), told.GetProperty("components")[0].GetProperty("energy_j").GetDouble(), told.GetProperty("components")[0].GetProperty("provenance").GetString()));
    }

    [Fact]
    public async Task An_end_between_two_ticks_is_answered_at_the_next()
    {
        Take(Own(0));
        JsonElement begun = Ask("begin", json => json.WriteString("name", "half")).Result;
        Pass(0.5);
        long end = 100_500_000_000;
        Task<JsonElement> asked = Task.Run(() => End(begun, end), TestContext.Current.CancellationToken);
        Pass(0.5);
        while (!asked.IsCompleted) Take(Own(10_000_000));
        JsonElement told = await asked;
        Assert.Equal((5.0, end), (told.GetProperty("energy_j").GetDouble(), told.GetProperty("end_ns").GetInt64()));
    }

    [Fact]
    public void A_window_that_began_before_it_was_measured_says_so()
    {
        Pass(5);
        Take(Own(0));
        JsonElement begun = Ask("begin", json =>
        {
            json.WriteString("name", "early");
            json.WriteNumber("at_ns", 103_000_000_000);
        }).Result;
        Pass(1);
        Take(Own(1_000_000));
        JsonElement told = End(begun, at: null);
        Assert.Equal((3.0, 2.0, 1.0), (told.GetProperty("duration_s").GetDouble(), told.GetProperty("unmeasured_s").GetDouble(), told.GetProperty("energy_j").GetDouble()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public void A_window_has_a_name_of_up_to_200_characters(int length)
        => Assert.Equal("ECO7205", Ask("begin", json => json.WriteString("name", new string('n', length))).Problem?.Code);

    [Fact]
    public void A_window_that_is_not_there_can_not_be_ended()
    {
        Take(Own(0));
        Assert.Equal("ECO7208", Ask("end", json => json.WriteNumber("window", 1)).Problem?.Code);
        JsonElement begun = Ask("begin", json => json.WriteString("name", "once")).Result;
        End(begun, at: null);
        Assert.Equal("ECO7208", Ask("end", json => json.WriteNumber("window", begun.GetProperty("window").GetInt32())).Problem?.Code);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private static MachineSnapshot Own(long microjoules) => Made.Snapshot(Made.Process(Environment.ProcessId, microjoules, 1), Made.Process(1, 77_000_000, 1)) with { Sources = [Made.Source(100_000_000, 2)] };

    private LocalAnswer Ask(string operation, Action<Utf8JsonWriter>? members = null) => _client.Request(operation, members, Patience);

    private JsonElement End(JsonElement begun, long? at)
    {
        LocalAnswer answer = Ask("end", json =>
        {
            json.WriteNumber("window", begun.GetProperty("window").GetInt32());
            if (at is { } known) json.WriteNumber("at_ns", known);
        });
        Assert.Equal(LocalOutcome.Answered, answer.Outcome);
        return answer.Result;
    }

    private void Take(MachineSnapshot snapshot) => _answers.Take(Made.Node(snapshot), _server);

    private void Pass(double seconds) => _clock.Pass(TimeSpan.FromSeconds(seconds));
}
