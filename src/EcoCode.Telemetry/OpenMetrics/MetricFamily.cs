namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>A metric with all of its series.</summary>
/// <param name="Name">Its name without <c>_total</c>, which ends in the unit if there is one.</param>
/// <param name="Type">How its values behave.</param>
/// <param name="Unit">Base unit of the values: <c>joules</c>; empty when they have none.</param>
/// <param name="Help">What it is, in one sentence of plain ASCII without quotes and backslashes.</param>
public sealed record MetricFamily(string Name, MetricType Type, string Unit, string Help);
