using System.Text;
using System.Text.Json;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Telemetry.Tests.Local;

/// <summary>Clients that do what none should, and those beside them, whom that must not touch.</summary>
public sealed class LocalLimitTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", "ECO7201")]
    [InlineData("[1]\n", "ECO7201")]
    [InlineData("{\"id\":1,\"op\":\"read\"} x\n", "ECO7201")]
    [InlineData("{\"id\":1,\"op\":\"read\"\n", "ECO7201")]
    [InlineData("{\"id\":{},\"op\":\"read\"}\n", "ECO7201")]
    [InlineData("{\"id\":1}\n", "ECO7201")]
    [InlineData("{\"id\":1,\"op\":7}\n", "ECO7201")]
    [InlineData("\n", "ECO7201")]
    public void Garbage_ends_the_connection_with_a_reason(string garbage, string code)
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send(garbage);
        AssertEnded(raw, code);
        AssertServes(serving);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_end_the_connection()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send([.. "{\"id\":1,\"op\":\""u8, 0xff, 0xfe, .. "\"}\n"u8]);
        AssertEnded(raw, "ECO7201");
        AssertServes(serving);
    }

    [Theory]
    [InlineData(65_537)]
    [InlineData(1 << 20)]
    public void A_line_that_is_too_long_ends_the_connection(int length)
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send(new string('x', length));
        AssertEnded(raw, "ECO7202");
        AssertServes(serving);
    }

    [Fact]
    public void The_longest_line_is_read()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        const string Begin = "{\"id\":1,\"op\":\"read\",\"x\":\"", End = "\"}";
        string line = Begin + new string('y', 65_536 - Begin.Length - End.Length) + End;
        raw.Send(line + "\n" + line + "\n");
        Assert.Equal(1, raw.Line()!.Value.GetProperty("id").GetInt32());
        Assert.Equal(1, raw.Line()!.Value.GetProperty("id").GetInt32());
    }

    [Fact]
    public void Half_a_line_is_waited_for()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send("{\"id\":1,\"op\":");
        AssertServes(serving);
        raw.Send("\"read\"}\n");
        Assert.Equal(1, raw.Line()!.Value.GetProperty("id").GetInt32());
    }

    [Fact]
    public void A_client_that_never_reads_is_not_read_from_and_keeps_nobody_waiting()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw(), other = serving.Raw();
        byte[] line = Encoding.UTF8.GetBytes("{\"id\":1,\"op\":\"hello\"}\n");

        // Twice what a server keeps for it and a socket holds; so the client is stopped long before its end.
        int sent = raw.SendUntilStuck(line, times: 100_000);
        Assert.True(sent < 100_000, "all was taken");
        AssertServes(serving);
        other.Send("{\"id\":9,\"op\":\"read\"}\n");
        Assert.Equal(9, other.Line()!.Value.GetProperty("id").GetInt32());
    }

    [Fact]
    public void Who_does_not_read_loses_events_and_not_the_connection()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw(), reader = serving.Raw();
        foreach (RawClient client in new[] { raw, reader })
        {
            client.Send("{\"id\":1,\"op\":\"subscribe\",\"to\":\"read\"}\n");
            Assert.True(client.Line()!.Value.TryGetProperty("result", out _));
        }

        byte[] data = Encoding.UTF8.GetBytes($"\"{new string('z', 100_000)}\"");
        for (int i = 0; i < 100; i++)
        {
            serving.Server.Publish("read", data);
            Assert.Equal("read", reader.Line()!.Value.GetProperty("event").GetString());
        }

        raw.Send("{\"id\":2,\"op\":\"hello\"}\n");
        int events = 0;
        JsonElement line;
        while (!(line = raw.Line()!.Value).TryGetProperty("id", out _)) events++;
        Assert.Equal(2, line.GetProperty("id").GetInt32());
        Assert.InRange(events, 1, 99);
    }

    [Fact]
    public void A_user_has_64_connections()
    {
        using var serving = new Serving();
        List<RawClient> all = [.. Enumerable.Range(0, 300).Select(_ => serving.Raw())];
        foreach (RawClient client in all.Take(64))
        {
            client.Send("{\"id\":1,\"op\":\"read\"}\n");
            Assert.Equal(1, client.Line()!.Value.GetProperty("id").GetInt32());
        }

        foreach (RawClient client in all.Skip(64)) AssertEnded(client, "ECO7207");

        // A place that was given up is free again, once the server has seen it.
        all[0].Dispose();
        for (bool free = false; !free;)
        {
            using var next = new RawClient(serving.Address);
            next.Send("{\"id\":1,\"op\":\"read\"}\n");
            free = next.Line()!.Value.TryGetProperty("result", out _);
        }
    }

    [Fact]
    public void Who_is_not_admitted_is_told_so()
    {
        using var serving = new Serving(_ => false);
        AssertEnded(serving.Raw(), "ECO7212");
    }

    [Fact]
    public void Unsubscribing_ends_the_events()
    {
        using var serving = new Serving();
        using LocalClient client = serving.Client();
        SubscribeResult begun = client.Request("subscribe", writer => writer.WriteString("to"u8, "read"u8), Serving.Patience).Read(LocalJson.Default.SubscribeResult)!;
        Assert.True(serving.Server.Awaits("read"));
        serving.Server.Publish("read", "{\"x\":1}"u8);
        Assert.True(client.TryTakeEvent(Serving.Patience, out JsonElement told));
        Assert.Equal((begun.Subscription, 1), (told.GetProperty("subscription").GetInt32(), told.GetProperty("data").GetProperty("x").GetInt32()));
        client.Request("unsubscribe", writer => writer.WriteNumber("subscription"u8, begun.Subscription), Serving.Patience);
        Assert.False(serving.Server.Awaits("read"));
    }

    private static void AssertEnded(RawClient client, string code)
    {
        Assert.Equal(code, client.Line()!.Value.GetProperty("error").GetProperty("code").GetString());
        Assert.Null(client.Line());
    }

    private static void AssertServes(Serving serving)
    {
        using LocalClient client = serving.Client();
        Assert.Equal(LocalOutcome.Answered, client.Request("read", null, Serving.Patience).Outcome);
    }
}
