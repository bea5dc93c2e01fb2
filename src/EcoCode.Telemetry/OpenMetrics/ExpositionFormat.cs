namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>A text format in which metrics are scraped.</summary>
public enum ExpositionFormat
{
    /// <summary>OpenMetrics 1.0 (<c>application/openmetrics-text; version=1.0.0</c>).</summary>
    OpenMetrics,

    /// <summary>The Prometheus text format (<c>text/plain; version=0.0.4</c>), which knows neither units nor an end.</summary>
    Prometheus,
}
