using System.Text.Json;
using EcoCode.Host.Sockets;
using EcoCode.Telemetry.Local;

namespace EcoCode.Cli.Tests.Local;

/// <summary>A client of the local API in a test: whatever is not answered as it should fails it.</summary>
internal sealed class Talk : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LocalClient _client;

    private Talk(LocalClient client) => _client = client;

    /// <summary>Connects to <c>@name</c> or <c>1:@name</c>, as soon as someone listens there.</summary>
    internal static Talk To(string address)
    {
        Assert.True(LocalAddress.TryParse(address.StartsWith("1:", StringComparison.Ordinal) ? address[2..] : address, out LocalAddress? place), address);
        LocalClient? client = null;
        Assert.True(SpinWait.SpinUntil(() => LocalClient.TryConnect(place, TimeProvider.System, out client, out _), Patience), $"nobody listens at {address}");
        return new Talk(client!);
    }

    /// <summary>Whether someone listens there.</summary>
    internal static bool Listens(string address)
    {
        Assert.True(LocalAddress.TryParse(address, out LocalAddress? place));
        bool there = LocalClient.TryConnect(place, TimeProvider.System, out LocalClient? client, out _);
        client?.Dispose();
        return there;
    }

    /// <summary>Asks, and gives the result.</summary>
    internal JsonElement Ask(string operation, Action<Utf8JsonWriter>? members = null)
    {
        LocalAnswer answer = _client.Request(operation, members, Patience);
        Assert.True(answer.Outcome == LocalOutcome.Answered, $"{operation}: {answer.Outcome} {answer.Problem}");
        return answer.Result;
    }

    /// <summary>Asks for what is refused, and gives the code.</summary>
    internal string? Refused(string operation, Action<Utf8JsonWriter>? members = null)
    {
        LocalAnswer answer = _client.Request(operation, members, Patience);
        Assert.Equal(LocalOutcome.Refused, answer.Outcome);
        return answer.Problem?.Code;
    }

    internal int Begin(string name, long? at = null) => Ask("begin", writer =>
    {
        writer.WriteString("name"u8, name);
        if (at is { } moment) writer.WriteNumber("at_ns"u8, moment);
    }).GetProperty("window").GetInt32();

    internal RunDocument End(int window, long? at = null) => new(Ask("end", writer =>
    {
        writer.WriteNumber("window"u8, window);
        if (at is { } moment) writer.WriteNumber("at_ns"u8, moment);
    }));

    internal RunDocument Read(int? window = null) => new(Ask("read", writer =>
    {
        if (window is { } number) writer.WriteNumber("window"u8, number);
    }));

    internal bool TryTakeEvent(out JsonElement told) => _client.TryTakeEvent(Patience, out told);

    public void Dispose() => _client.Dispose();
}
