namespace EcoCode.Ledger.Export.Tables;

/// <summary>The columns of the steps.</summary>
internal static class StepColumns
{
    internal static IReadOnlyList<Column<OfRun<RunSteps>>> All { get; } =
    [
        new("run_id", row => row.Run.Id),
        new("step", row => row.Part.Name),
        new("count", row => Figure.Of(row.Part.Count)),
        new("energy_j", row => Figure.Joules(row.Part.EnergyJ)),
        new("min_j", row => Figure.Joules(row.Part.MinJ)),
        new("max_j", row => Figure.Joules(row.Part.MaxJ)),
    ];
}
