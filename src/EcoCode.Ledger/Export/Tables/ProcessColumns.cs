namespace EcoCode.Ledger.Export.Tables;

/// <summary>The columns of the processes.</summary>
internal static class ProcessColumns
{
    internal static IReadOnlyList<Column<OfRun<RunProcess>>> All { get; } =
    [
        new("run_id", row => row.Run.Id),
        new("pid", row => Figure.Of(row.Part.Pid)),
        new("started_ticks", row => Figure.Of(row.Part.Started)),
        new("ppid", row => Figure.Of(row.Part.Ppid)),
        new("process", row => row.Part.Name),
        new("cpu_s", row => Figure.Of(row.Part.CpuS)),
        new("energy_j", row => Figure.Joules(row.Part.EnergyJ)),
        new("subtree_energy_j", row => Figure.Joules(row.Part.SubtreeEnergyJ)),
        new("gpu_s", row => Figure.Of(row.Part.GpuS)),
        new("gpu_energy_j", row => row.Part.GpuEnergyJ is { } energy ? Figure.Joules(energy) : null),
        new("exited", row => row.Part.Exited ? "true" : "false"),
    ];
}
