using EcoCode.Telemetry.OpenMetrics;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EcoCode.Agent.Scraping;

/// <summary>Finds out from the headers of a request in which form its answer is wanted (RFC 9110, 12.5).</summary>
internal static class Negotiation
{
    internal const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    internal const string Prometheus = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The format of an <c>Accept</c> header. What asks for neither, or can't be read, gets the older one, as a browser and curl do.</summary>
    internal static ExpositionFormat Format(StringValues accept)
    {
        double open = 0, plain = 0;
        if (MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? types))
        {
            foreach (MediaTypeHeaderValue type in types)
            {
                if (Is(type, "application/openmetrics-text", "1.0.0", "0.0.1")) open = Math.Max(open, type.Quality ?? 1);
                else if (Is(type, "text/plain", "0.0.4", "0.0.4")) plain = Math.Max(plain, type.Quality ?? 1);
            }
        }

        return open > 0 && open >= plain ? ExpositionFormat.OpenMetrics : ExpositionFormat.Prometheus;
    }

    /// <summary>Whether an <c>Accept-Encoding</c> header takes gzip.</summary>
    internal static bool TakesGzip(StringValues encodings)
    {
        if (!StringWithQualityHeaderValue.TryParseList(encodings, out IList<StringWithQualityHeaderValue>? names)) return false;
        bool any = false;
        foreach (StringWithQualityHeaderValue name in names)
        {
            bool taken = name.Quality is null or > 0;
            if (name.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) return taken;
            if (name.Value.Equals("*", StringComparison.Ordinal)) any = taken;
        }

        return any;
    }

    private static bool Is(MediaTypeHeaderValue type, string name, string version, string olderVersion)
    {
        if (!type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase)) return false;
        NameValueHeaderValue? said = NameValueHeaderValue.Find(type.Parameters, "version");
        return said is null || said.Value.Equals(version, StringComparison.Ordinal) || said.Value.Equals(olderVersion, StringComparison.Ordinal);
    }
}
