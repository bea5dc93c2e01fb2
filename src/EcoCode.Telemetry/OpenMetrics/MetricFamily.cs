namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>A metric with all of its series.</summary>
/// <param name="Name">Its name without <c>_total</c>, which ends in the unit if there is one.</param>
/// <param name="Type">How its values behave.</param>
/// <param name="Unit">Base unit of the values: <c>joules</c>; empty when they have none.</param>
/// <param name="Help">What it is, in one sentence of plain ASCII without quotes and backslashes.</param>
/// <param name="Labels">Names of the labels that each of its series has, in their order.</param>
public sealed record MetricFamily(string Name, MetricType Type, string Unit, string Help, params IReadOnlyList<string> Labels)
{
    /// <summary>The name of its samples: that of a counter ends in <c>_total</c>.</summary>
    public string Sample => Type == MetricType.Counter ? Name + "_total" : Name;

    internal static MetricFamily Counter(string name, string unit, string help, params IReadOnlyList<string> labels) => new(name, MetricType.Counter, unit, help, labels);

    internal static MetricFamily Gauge(string name, string unit, string help, params IReadOnlyList<string> labels) => new(name, MetricType.Gauge, unit, help, labels);
}
