namespace EcoCode.Ledger.Export.Tables;

/// <summary>The columns of the phases.</summary>
internal static class PhaseColumns
{
    internal static IReadOnlyList<Column<OfRun<RunPhase>>> All { get; } =
    [
        new("run_id", row => row.Run.Id),
        new("phase", row => row.Part.Name),
        new("start_s", row => Figure.Of(row.Part.StartS)),
        new("end_s", row => Figure.Of(row.Part.EndS)),
        new("energy_j", row => Figure.Joules(row.Part.EnergyJ)),
        new("mean_power_w", row => Figure.Watts(row.Part.EnergyJ, row.Part.EndS - row.Part.StartS)),
    ];
}
