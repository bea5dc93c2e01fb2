using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using EcoCode.Agent.Scraping;
using EcoCode.Quantities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EcoCode.Agent.Serving;

/// <summary>The HTTP server of the agent, at all of its addresses.</summary>
internal sealed class AgentServer : IAsyncDisposable
{
    /// <summary>For a request with all of its headers, and for a TLS handshake.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A scraper that comes back within it finds its connection open.</summary>
    private static readonly TimeSpan KeptAlive = TimeSpan.FromSeconds(75);

    private const int MostHeaderBytes = 8 * 1024;

    private const UnixFileMode SocketMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly WebApplication _application;

    private AgentServer(WebApplication application) => _application = application;

    /// <summary>Where it listens, with the ports that were found free.</summary>
    internal IReadOnlyList<string> Addresses => [.. _application.Urls];

    /// <summary>Begins to listen.</summary>
    internal static async Task<(AgentServer? Server, Note? Problem)> Start(ServerOptions options, AgentPages pages, Certificates? certificates, ScrapeCount count)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var gate = new ConnectionGate(options.MostConnections, count);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options, gate, certificates));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
        WebApplication application = builder.Build();
        application.Run(context => Answer(context, pages, gate));
        foreach (ListenAddress address in options.Listen)
        {
            if (address.Path is { } path) StaleSocket.Remove(path);
        }

        try
        {
            await application.StartAsync().ConfigureAwait(false);
            foreach (ListenAddress address in options.Listen)
            {
                // Otherwise the umask decides, and mostly so that nobody but this user can connect (unix(7)).
                if (address.Path is { } path && !OperatingSystem.IsWindows()) File.SetUnixFileMode(path, SocketMode);
            }

            return (new AgentServer(application), null);
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            return (null, ServingProblems.NotListening(string.Join(", ", options.Listen), Reason(exception)));
        }
    }

    /// <summary>Stops to listen, and ends what is under way within half a second.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options, ConnectionGate gate, Certificates? certificates)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestLineSize = MostHeaderBytes;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestBodySize = 0;
        limits.RequestHeadersTimeout = Patience;
        limits.KeepAliveTimeout = KeptAlive;
        foreach (ListenAddress address in options.Listen)
        {
            if (address.Path is { } path) kestrel.ListenUnixSocket(path, listen => Use(listen, gate, null));
            else kestrel.Listen(address.EndPoint!, listen => Use(listen, gate, certificates));
        }
    }

    private static void Use(ListenOptions listen, ConnectionGate gate, Certificates? certificates)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection => gate.Pass(connection, next));
        if (certificates is null) return;
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = Patience,
            OnConnection = _ => ValueTask.FromResult(certificates.Current),
        });
    }

    private static async Task Answer(HttpContext context, AgentPages pages, ConnectionGate gate)
    {
        IDictionary<object, object?>? items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (items is not null) gate.Busy(items);
        try
        {
            await pages.Answer(context).ConfigureAwait(false);
        }
        finally
        {
            if (items is not null) gate.Quiet(items);
        }
    }

    [SuppressMessage("Style", "IDE0072", Justification = "Any other error speaks for itself.")]
    private static string Reason(Exception exception) => (exception is SocketException ? exception : exception.InnerException as SocketException ?? exception.InnerException?.InnerException) switch
    {
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "the address is in use",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "no such address on this machine",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "permission denied",
        SocketException other => other.Message,
        _ => exception.Message,
    };

    /// <summary>The agent hears signals itself.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
