using System.Net;
using System.Net.Sockets;
using EcoCode.Agent.Sampling;
using EcoCode.Agent.Scraping;
using EcoCode.Agent.Serving;
using EcoCode.Quantities;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Agent.Tests.Serving;

/// <summary>A server at a port that is free, which tells of a machine made by hand.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly AgentServer _server;

    private Served(AgentServer server, ScrapeCount count)
    {
        (_server, Count) = (server, count);
        Address = new Uri(server.Addresses[0]);
        Client = Speak();
    }

    internal Uri Address { get; }

    internal HttpClient Client { get; }

    internal ScrapeCount Count { get; }

    internal static async Task<Served> Start(ServerOptions options, NodeReading? reading = null, Func<Health>? health = null, bool empty = false, TimeProvider? time = null)
    {
        var count = new ScrapeCount();
        (AgentServer? server, Note? problem) = await Try(options, count, empty ? null : reading ?? Made.Node(), health, time);
        Assert.Null(problem);
        return new Served(server!, count);
    }

    internal static Task<(AgentServer?, Note?)> Try(ServerOptions options, ScrapeCount count, NodeReading? reading, Func<Health>? health = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        Assert.True(Access.TryOpen(options, time, _ => { }, out Access? access, out Note? wrong), wrong?.Message);
        var exposition = new AgentExposition(() => reading, () => Made.Self, TimeSpan.FromHours(1), compat: null, count, time);
        var pages = new AgentPages(exposition, health ?? (() => new Health(true, "ok")), access.Credentials, count);
        return AgentServer.Start(options, pages, access.Certificates, count);
    }

    internal static ServerOptions Anywhere { get; } = new() { Listen = [Parse("127.0.0.1:0")] };

    internal static ListenAddress Parse(string text)
    {
        Assert.True(ListenAddress.TryParse(text, out ListenAddress? address));
        return address;
    }

    /// <summary>A client that trusts whatever certificate it is shown, and hands it on.</summary>
    internal HttpClient Speak(HttpClientHandler? handler = null)
        => new(handler ?? new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None, ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) { BaseAddress = Address };

    /// <summary>A connection that says nothing.</summary>
    internal async Task<Socket> Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
