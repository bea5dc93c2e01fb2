using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EcoCode.Quantities;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Makes the exporters that talk to one collector.</summary>
internal sealed class OtlpConnection : IDisposable
{
    private readonly OtlpSettings _settings;
    private readonly ResourceBuilder _resource;
    private readonly PushWatch _watch;

    private OtlpConnection(OtlpSettings settings, IReadOnlyDictionary<string, string> resource, PushWatch watch)
    {
        (_settings, _watch) = (settings, watch);
        _resource = ResourceBuilder.CreateEmpty().AddAttributes(resource.Select(pair => KeyValuePair.Create(pair.Key, (object)pair.Value)));
    }

    /// <summary>Why the last push failed, for people; <c>null</c> when it did not.</summary>
    internal string? Reason => _watch.Reason;

    /// <summary>Reads certificates, and sends nothing yet.</summary>
    internal static OtlpConnection? Open(OtlpSettings settings, IReadOnlyDictionary<string, string> resource, out Note? problem)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = settings.Timeout, UseCookies = false, AllowAutoRedirect = false };
        if (!TryUse(settings.Trusted, path => Trust(handler.SslOptions, path), out problem)
            || !TryUse(settings.Shown, path => Show(handler.SslOptions, path, settings.ShownKey), out problem))
        {
            handler.Dispose();
            return null;
        }

        return new OtlpConnection(settings, resource, new PushWatch(handler));
    }

    /// <summary>Metrics of a meter, each of whose series is exported as it is at the time of the push, with the total since the meter's begin.</summary>
    internal MeterProvider Export(string meter)
    {
        var options = new OtlpExporterOptions
        {
            Endpoint = _settings.Endpoint,
            Protocol = _settings.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            Headers = _settings.Headers.Length > 0 ? _settings.Headers : null,
            TimeoutMilliseconds = (int)_settings.Timeout.TotalMilliseconds,
            Compression = _settings.Compressed ? OtlpExportCompression.GZip : OtlpExportCompression.None,
            HttpClientFactory = () => new HttpClient(_watch, disposeHandler: false) { Timeout = _settings.Timeout },
        };
        return Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(_resource)
            .AddMeter(meter)
            .AddReader(new PushReader(new OtlpMetricExporter(options)) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative })
            .Build();
    }

    public void Dispose() => _watch.Dispose();

    private static bool TryUse(string? path, Action<string> use, out Note? problem)
    {
        problem = null;
        if (path is null) return true;
        try
        {
            use(path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problem = OtlpProblems.NoCertificate(path, failure.Message);
            return false;
        }
    }

    private static void Trust(SslClientAuthenticationOptions options, string path)
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(path);
        if (trusted.Count == 0) throw new CryptographicException("no certificate is in it");
        options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        options.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
    }

    private static void Show(SslClientAuthenticationOptions options, string path, string? key)
        => options.ClientCertificates = [X509Certificate2.CreateFromPemFile(path, key)];
}
