using System.Buffers;
using System.Text;
using EcoCode.Agent.Sampling;
using EcoCode.Agent.Scraping;
using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry.Machines;
using EcoCode.Telemetry.OpenMetrics;
using Microsoft.AspNetCore.Http;

namespace EcoCode.Agent.Serving;

/// <summary>Answers requests: <c>/metrics</c>, <c>/snapshot</c>, <c>/healthz</c>, and <c>/</c>, which names the others.</summary>
/// <param name="exposition">The metrics.</param>
/// <param name="latest">The last snapshot.</param>
/// <param name="health">Whether measuring goes on.</param>
/// <param name="credentials">Who is let in.</param>
/// <param name="count">Counts who is not.</param>
internal sealed class AgentPages(AgentExposition exposition, Func<MachineSnapshot?> latest, Func<Health> health, Credentials credentials, ScrapeCount count)
{
    private static readonly byte[] Index = "EcoCode measures the energy of this machine.\n\n/metrics  the last figures, as OpenMetrics or Prometheus text\n/snapshot the last snapshot, as JSON: what `ecocode dashboard --agent` shows\n/healthz  200 while measuring goes on, else 503\n"u8.ToArray();

    /// <summary>Answers one request.</summary>
    internal Task Answer(HttpContext context)
    {
        HttpRequest request = context.Request;
        string path = request.Path.Value ?? "";
        context.Response.Headers.CacheControl = "no-store";
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            // The rest of the connection can't be told from the body.
            context.Response.Headers.Connection = "close";
            count.Refuse();
            return Tell(context, StatusCodes.Status413PayloadTooLarge, "A body has no meaning here.\n"u8);
        }

        // Who looks whether the agent lives learns no figure, and mostly can't be told a secret.
        if (path != "/healthz" && !credentials.Admit(request.Headers.Authorization))
        {
            count.Refuse();
            context.Response.Headers.WWWAuthenticate = credentials.Challenge;
            return Tell(context, StatusCodes.Status401Unauthorized, "This needs a name and password, or a token.\n"u8);
        }

        if (path is not ("/" or "/metrics" or "/snapshot" or "/healthz")) return Tell(context, StatusCodes.Status404NotFound, "There is nothing here; / names what there is.\n"u8);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return Tell(context, StatusCodes.Status405MethodNotAllowed, "This can only be read.\n"u8);
        }

        return path switch
        {
            "/metrics" => Metrics(context),
            "/snapshot" => Snapshot(context),
            "/healthz" => HealthOf(context),
            _ => Tell(context, StatusCodes.Status200OK, Index),
        };
    }

    private Task Metrics(HttpContext context)
    {
        HttpRequest request = context.Request;
        ExpositionFormat format = Negotiation.Format(request.Headers.Accept);
        bool gzip = Negotiation.TakesGzip(request.Headers.AcceptEncoding);
        if (!exposition.TryTell(format, gzip, static (text, context) => Put(context, text), context))
        {
            context.Response.Headers.RetryAfter = "1";
            return Tell(context, StatusCodes.Status503ServiceUnavailable, "The first tick is still to come.\n"u8);
        }

        context.Response.ContentType = format == ExpositionFormat.OpenMetrics ? Negotiation.OpenMetrics : Negotiation.Prometheus;
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        if (gzip) context.Response.Headers.ContentEncoding = "gzip";
        return Flush(context);
    }

    private Task Snapshot(HttpContext context)
    {
        if (latest() is not { } snapshot)
        {
            context.Response.Headers.RetryAfter = "1";
            return Tell(context, StatusCodes.Status503ServiceUnavailable, "The first tick is still to come.\n"u8);
        }

        var text = new ArrayBufferWriter<byte>(64 * 1024);
        MachineJson.Write(text, snapshot);
        context.Response.ContentType = "application/json";
        Put(context, text.WrittenSpan);
        return Flush(context);
    }

    private Task HealthOf(HttpContext context)
    {
        Health now = health();
        return Tell(context, now.Good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, Encoding.UTF8.GetBytes(now.Reason + "\n"));
    }

    private static Task Tell(HttpContext context, int status, ReadOnlySpan<byte> text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        Put(context, text);
        return Flush(context);
    }

    private static void Put(HttpContext context, ReadOnlySpan<byte> text)
    {
        context.Response.Headers.ContentLength = text.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) context.Response.BodyWriter.Write(text);
    }

    private static async Task Flush(HttpContext context) => await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
}
