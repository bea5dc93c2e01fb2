namespace EcoCode.Ledger.Export.Tables;

/// <summary>The columns of the figures that programs told of themselves.</summary>
internal static class MetricColumns
{
    internal static IReadOnlyList<Column<OfRun<RunMetric>>> All { get; } =
    [
        new("run_id", row => row.Run.Id),
        new("metric", row => row.Part.Name),
        new("last", row => Figure.Of(row.Part.Last)),
        new("sum", row => Figure.Of(row.Part.Sum)),
        new("min", row => Figure.Of(row.Part.Min)),
        new("max", row => Figure.Of(row.Part.Max)),
        new("count", row => Figure.Of(row.Part.Count)),
        new("energy_j_per_unit", row => Figure.Of(row.Part.EnergyJPerUnit)),
    ];
}
