using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Reads where metrics are pushed to from an option and from the environment that all of OpenTelemetry shares.</summary>
/// <remarks>
/// Variables: opentelemetry.io/docs/specs/otel/protocol/exporter and …/configuration/sdk-environment-variables; those of metrics
/// (<c>OTEL_EXPORTER_OTLP_METRICS_…</c>) go before the general ones. They are read only where pushing was asked for.
/// </remarks>
/// <param name="variable">Looks a variable of the environment up; <c>null</c> where it is not set.</param>
public sealed class OtlpEnvironment(Func<string, string?> variable)
{
    private const string General = "OTEL_EXPORTER_OTLP_";
    private const string OfMetrics = "OTEL_EXPORTER_OTLP_METRICS_";

    /// <summary>Makes settings, or says the first thing that is wrong.</summary>
    /// <param name="url">The collector as given by an option; empty to take the environment's, or the one on this machine.</param>
    /// <param name="protocol">The protocol as given by an option; <c>null</c> when not.</param>
    /// <param name="insecure">Whether metrics may leave the machine unencrypted.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="problem">Otherwise the mistake.</param>
    public bool TryRead(string url, string? protocol, bool insecure, [NotNullWhen(true)] out OtlpSettings? settings, [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(url);
        settings = null;
        if (!TryEndpoint(url, out Uri? endpoint, out bool whole, out problem)
            || !TryProtocol(protocol, endpoint, out OtlpProtocol spoken, out problem)
            || !TryMilliseconds(Named("TIMEOUT"), TimeSpan.FromSeconds(10), out TimeSpan timeout, out problem)
            || !TryMilliseconds(("OTEL_METRIC_EXPORT_INTERVAL", Set("OTEL_METRIC_EXPORT_INTERVAL")), TimeSpan.FromSeconds(15), out TimeSpan interval, out problem)
            || !TryPairs("OTEL_RESOURCE_ATTRIBUTES", out Dictionary<string, string> resource, out problem))
        {
            return false;
        }

        insecure |= string.Equals(Named("INSECURE").Value, "true", StringComparison.OrdinalIgnoreCase);
        if (endpoint.Scheme == Uri.UriSchemeHttp && !insecure && !IsThisMachine(endpoint))
        {
            problem = OtlpProblems.Unencrypted(endpoint);
            return false;
        }

        if (Set("OTEL_SERVICE_NAME") is { } name) resource["service.name"] = name;
        settings = new()
        {
            Endpoint = spoken == OtlpProtocol.Http && !whole ? WithPath(endpoint) : endpoint,
            Protocol = spoken,
            Headers = Named("HEADERS").Value ?? "",
            Timeout = timeout,
            Interval = interval,
            Compressed = Named("COMPRESSION").Value == "gzip",
            Trusted = Named("CERTIFICATE").Value,
            Shown = Named("CLIENT_CERTIFICATE").Value,
            ShownKey = Named("CLIENT_KEY").Value,
            Resource = resource,
        };
        return true;
    }

    private static bool IsThisMachine(Uri endpoint) => endpoint.IsLoopback || (IPAddress.TryParse(endpoint.Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>An address without a path is that of a collector, where metrics have a path of their own; one with a path is where they go.</summary>
    private static Uri WithPath(Uri endpoint) => endpoint.AbsolutePath == "/" ? new Uri(endpoint, "/v1/metrics") : endpoint;

    /// <summary>Finds the address, and whether it is used as it is: the specification says so of the variable for metrics alone.</summary>
    private bool TryEndpoint(string url, [NotNullWhen(true)] out Uri? endpoint, out bool whole, [NotNullWhen(false)] out Note? problem)
    {
        problem = null;
        whole = url.Length == 0 && Set(OfMetrics + "ENDPOINT") is not null;
        string text = url.Length > 0 ? url : Named("ENDPOINT").Value ?? "";
        if (text.Length == 0)
        {
            endpoint = new Uri(Named("PROTOCOL").Value == "http/protobuf" ? "http://127.0.0.1:4318" : "http://127.0.0.1:4317");
            return true;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out endpoint) && endpoint is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "" })
        {
            // The variable for all signals is a base, also when it has a path.
            if (url.Length == 0 && !whole && endpoint.AbsolutePath != "/") endpoint = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/v1/metrics");
            return true;
        }

        problem = OtlpProblems.NotAUrl(text);
        return false;
    }

    /// <summary>Where nobody says, the port and the path do.</summary>
    private bool TryProtocol(string? given, Uri endpoint, out OtlpProtocol protocol, [NotNullWhen(false)] out Note? problem)
    {
        string text = given ?? Named("PROTOCOL").Value ?? (endpoint.Port == 4318 || endpoint.AbsolutePath != "/" ? "http/protobuf" : "grpc");
        protocol = text == "grpc" ? OtlpProtocol.Grpc : OtlpProtocol.Http;
        problem = text is "grpc" or "http/protobuf" ? null : OtlpProblems.UnknownProtocol(text);
        return problem is null;
    }

    private static bool TryMilliseconds((string Name, string? Value) given, TimeSpan otherwise, out TimeSpan time, [NotNullWhen(false)] out Note? problem)
    {
        (time, problem) = (otherwise, null);
        if (given.Value is null) return true;
        if (int.TryParse(given.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds) && milliseconds > 0)
        {
            time = TimeSpan.FromMilliseconds(milliseconds);
            return true;
        }

        problem = OtlpProblems.MalformedVariable(given.Name, "a whole number of milliseconds");
        return false;
    }

    private bool TryPairs(string name, out Dictionary<string, string> pairs, [NotNullWhen(false)] out Note? problem)
    {
        (pairs, problem) = ([], null);
        foreach (string pair in (Set(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                problem = OtlpProblems.MalformedVariable(name, "`name=value,name=value`");
                return false;
            }

            pairs[pair[..at].Trim()] = Uri.UnescapeDataString(pair[(at + 1)..].Trim());
        }

        return true;
    }

    private (string Name, string? Value) Named(string name) => Set(OfMetrics + name) is { } own ? (OfMetrics + name, own) : (General + name, Set(General + name));

    /// <summary>An empty variable counts as one that is not set, as the specification has it.</summary>
    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
