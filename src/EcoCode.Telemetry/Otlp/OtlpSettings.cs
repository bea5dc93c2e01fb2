namespace EcoCode.Telemetry.Otlp;

/// <summary>Where metrics are pushed to, and how. <see cref="OtlpEnvironment"/> makes one of what a user said.</summary>
public sealed record OtlpSettings
{
    /// <summary>The collector: of <see cref="OtlpProtocol.Http"/> with the path that metrics go to.</summary>
    public required Uri Endpoint { get; init; }

    public required OtlpProtocol Protocol { get; init; }

    /// <summary>Headers of every request, such as a token: <c>name=value,name=value</c>, percent-encoded. Secret.</summary>
    public string Headers { get; init; } = "";

    /// <summary>How long a push may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between pushes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether requests are compressed with gzip.</summary>
    public bool Compressed { get; init; }

    /// <summary>File of the certificates that are trusted instead of the system's, PEM; <c>null</c> for the system's.</summary>
    public string? Trusted { get; init; }

    /// <summary>File of the certificate that is shown to the collector, PEM; <c>null</c> for none.</summary>
    public string? Shown { get; init; }

    /// <summary>File of its key, PEM; <c>null</c> where it is in the same file.</summary>
    public string? ShownKey { get; init; }

    /// <summary>Attributes of the resource by <c>OTEL_RESOURCE_ATTRIBUTES</c> and <c>OTEL_SERVICE_NAME</c>, which go before what is found out.</summary>
    public IReadOnlyDictionary<string, string> Resource { get; init; } = new Dictionary<string, string>();
}
