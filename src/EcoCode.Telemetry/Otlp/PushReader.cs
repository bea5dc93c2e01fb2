using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Reads metrics when it is told to. At its end it does not read once more, as others do: a collector that is down would hold the end up.</summary>
internal sealed class PushReader(BaseExporter<Metric> exporter) : BaseExportingMetricReader(exporter)
{
    protected override bool OnShutdown(int timeoutMilliseconds) => exporter.Shutdown(timeoutMilliseconds);
}
