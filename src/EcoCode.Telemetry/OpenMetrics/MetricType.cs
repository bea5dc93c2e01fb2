namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>How the values of a metric behave.</summary>
public enum MetricType
{
    /// <summary>Only ever grows; its samples end in <c>_total</c>.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Only ever grows, under a name of somebody else's that does not end in <c>_total</c>, which OpenMetrics has no counter for.</summary>
    ForeignCounter,
}
