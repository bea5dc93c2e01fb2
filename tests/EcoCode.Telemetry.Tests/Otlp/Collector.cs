using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EcoCode.Telemetry.Tests.Otlp;

/// <summary>A collector on this machine that takes metrics, or does not, as a test says.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _server;

    private Collector(WebApplication server) => _server = server;

    internal Uri Address => new(_server.Urls.Single());

    /// <summary>Whether it takes what comes in; else it answers that it is not there for it.</summary>
    internal bool Takes { get; set; } = true;

    /// <summary>The bodies that it took.</summary>
    internal ConcurrentQueue<byte[]> Taken { get; } = [];

    /// <summary>Path and headers of the last request.</summary>
    internal (string Path, Dictionary<string, string> Headers) Last { get; private set; }

    internal static async Task<Collector> Start(bool grpc = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var collector = new Collector(builder.Build());
        collector._server.Run((RequestDelegate)(context => collector.Answer(context, grpc)));
        await collector._server.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task Answer(HttpContext context, bool grpc)
    {
        Last = (context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Stream stream = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var body = new MemoryStream();
        await stream.CopyToAsync(body);
        if (Takes) Taken.Enqueue(grpc ? body.ToArray()[5..] : body.ToArray());
        if (!grpc)
        {
            context.Response.StatusCode = Takes ? 200 : 503;
            return;
        }

        context.Response.ContentType = "application/grpc";
        if (Takes) await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", Takes ? "0" : "14");
    }
}
