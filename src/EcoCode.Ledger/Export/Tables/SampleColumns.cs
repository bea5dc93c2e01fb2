namespace EcoCode.Ledger.Export.Tables;

/// <summary>The columns of the samples.</summary>
internal static class SampleColumns
{
    internal static IReadOnlyList<Column<SampleRow>> All { get; } =
    [
        new("run_id", row => row.Run.Id),
        new("begin_utc", row => Moment.Utc(row.Run.Started.AddSeconds(row.Sample.OffsetS))),
        new("offset_s", row => Figure.Of(row.Sample.OffsetS)),
        new("span_s", row => Figure.Of(row.Sample.SpanS)),
        new("component", row => row.Part.Component),
        new("device", row => row.Part.Device),
        new("energy_j", row => Figure.Joules(row.EnergyJ)),
        new("mean_power_w", row => Figure.Watts(row.EnergyJ, row.Sample.SpanS)),
    ];
}
