namespace EcoCode.Report.Grids;

/// <summary>The intensity of a grid over a span of time.</summary>
/// <param name="From">The begin, in the time zone it is to be shown in.</param>
/// <param name="To">The end.</param>
/// <param name="GPerKwh">In g CO2e per kWh.</param>
/// <param name="Estimated">Whether it is an estimate or a forecast.</param>
public sealed record GridReading(DateTimeOffset From, DateTimeOffset To, double GPerKwh, bool Estimated);
