using System.Text.Json;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Telemetry.Tests.Local;

/// <summary>A server and its clients, with real sockets.</summary>
public sealed class LocalServerTests
{
    [Fact]
    public void Hello_says_who_is_there()
    {
        using var serving = new Serving();
        LocalHello? hello = serving.Client().Hello("test 1", Serving.Patience).Read(LocalJson.Default.LocalHello);
        Assert.NotNull(hello);
        Assert.Equal((1, "run", 5L, Environment.ProcessId), (hello.Protocol, hello.Role, hello.Run!.BeganNs, hello.Run.RootPid));
    }

    [Fact]
    public void The_peer_is_told_by_the_kernel()
    {
        using var serving = new Serving();
        using LocalClient client = serving.Client();
        Assert.Equal(Environment.ProcessId, client.Request("read", null, Serving.Patience).Read(LocalJson.Default.SubscribeResult)!.Subscription);
    }

    [Fact]
    public void Keys_of_the_protocol_are_as_described()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send("{\"id\":\"a b\",\"op\":\"hello\",\"protocol\":1,\"client\":\"x\",\"future\":[{}]}\n");
        JsonElement line = raw.Line()!.Value;
        Assert.Equal("a b", line.GetProperty("id").GetString());
        JsonElement result = line.GetProperty("result");
        Assert.Equal(
            ["protocol", "server", "role", "host", "boot_id", "now_ns", "interval_s", "capabilities", "run"],
            result.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["id", "name", "project", "started", "root_pid", "began_ns"], result.GetProperty("run").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void Requests_of_one_connection_are_answered_in_their_order()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send("{\"id\":1,\"op\":\"end\"}\n{\"id\":2,\"op\":\"read\"}\n{\"id\":3,\"op\":\"hello\"}\n");
        Assert.True(serving.Requests.Held.TryTake(out LocalCall? held, Serving.Patience));

        // Another client is served while the first waits.
        Assert.Equal(LocalOutcome.Answered, serving.Client().Request("read", null, Serving.Patience).Outcome);
        held.Answer(new SubscribeResult(7), LocalJson.Default.SubscribeResult);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => raw.Line()!.Value.GetProperty("id").GetInt32()));
    }

    [Fact]
    public void A_request_without_an_id_is_not_answered_even_when_it_is_wrong()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send("{\"op\":\"read\"}\n{\"op\":\"raed\"}\n{\"op\":\"hello\",\"protocol\":\"one\"}\n{\"id\":4,\"op\":\"read\"}\n");
        Assert.Equal(4, raw.Line()!.Value.GetProperty("id").GetInt32());
    }

    [Theory]
    [InlineData("{\"id\":1,\"op\":\"raed\"}", "ECO7203", "did you mean `read`?")]
    [InlineData("{\"id\":1,\"op\":\"counters\"}", "ECO7203", "`hello` tells what is answered here")]
    [InlineData("{\"id\":1,\"op\":\"hello\",\"protocol\":2}", "ECO7206", null)]
    [InlineData("{\"id\":1,\"op\":\"hello\",\"protocol\":\"1\"}", "ECO7204", null)]
    [InlineData("{\"id\":1,\"op\":\"hello\",\"protocol\":1,\"protocol\":1}", "ECO7204", null)]
    [InlineData("{\"id\":1,\"op\":\"subscribe\",\"to\":\"snapshot\"}", "ECO7213", "`to` may be `read`")]
    [InlineData("{\"id\":1,\"op\":\"subscribe\",\"to\":\"read\",\"interval_s\":-1}", "ECO7205", null)]
    [InlineData("{\"id\":1,\"op\":\"unsubscribe\"}", "ECO7205", null)]
    public void What_is_wrong_is_said_and_the_connection_goes_on(string request, string code, string? hint)
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send(request + "\n{\"id\":2,\"op\":\"read\"}\n");
        JsonElement error = raw.Line()!.Value.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        if (hint is not null) Assert.Equal(hint, error.GetProperty("hint").GetString());
        Assert.Equal(2, raw.Line()!.Value.GetProperty("id").GetInt32());
    }

    [Fact]
    public void What_was_answered_is_sent_before_the_server_ends()
    {
        using var serving = new Serving();
        RawClient raw = serving.Raw();
        raw.Send("{\"id\":1,\"op\":\"end\"}\n");
        Assert.True(serving.Requests.Held.TryTake(out LocalCall? held, Serving.Patience));
        held.Answer(new SubscribeResult(7), LocalJson.Default.SubscribeResult);
        serving.Server.Stop(Serving.Patience);
        serving.Server.Dispose();
        Assert.Equal(1, raw.Line()!.Value.GetProperty("id").GetInt32());
        Assert.Null(raw.Line());
    }

    [Fact]
    public void Ten_thousand_requests_are_answered()
    {
        using var serving = new Serving();
        using LocalClient client = serving.Client();
        for (int i = 0; i < 10_000; i++) Assert.Equal(LocalOutcome.Answered, client.Request("read", null, Serving.Patience).Outcome);
    }

    [Fact]
    public void A_client_that_waits_no_longer_is_told_so()
    {
        using var serving = new Serving();
        Assert.Equal(LocalOutcome.TooLate, serving.Client().Request("progress", null, TimeSpan.FromMilliseconds(1)).Outcome);
    }

    [Fact]
    public void A_client_whose_server_ends_is_told_so()
    {
        using var serving = new Serving();
        LocalClient client = serving.Client();
        Assert.Equal(LocalOutcome.Answered, client.Request("read", null, Serving.Patience).Outcome);
        serving.Server.Dispose();
        Assert.Equal(LocalOutcome.Gone, client.Request("read", null, Serving.Patience).Outcome);
    }
}
