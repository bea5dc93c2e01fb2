using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>The processes of a run that the ledger keeps: those of most energy, and one row for all others together.</summary>
internal static class TopProcesses
{
    internal const int Most = 50;

    /// <summary>Cuts the rows; their own energies sum to what they did.</summary>
    /// <param name="processes">All rows, most energy first.</param>
    internal static IReadOnlyList<RunProcess> Of(IReadOnlyList<RunProcess> processes)
    {
        if (processes.Count <= Most) return processes;
        var kept = new List<RunProcess>(Most + 1);
        (double cpu, Energy energy, bool exited) = (0, Energy.Zero, true);
        (double? gpu, Energy? gpuEnergy) = (null, null);
        for (int i = 0; i < processes.Count; i++)
        {
            RunProcess process = processes[i];
            if (i < Most)
            {
                kept.Add(process);
                continue;
            }

            (cpu, energy, exited) = (cpu + process.CpuS, energy + process.EnergyJ, exited && process.Exited);
            if (process.GpuS is { } time) gpu = (gpu ?? 0) + time;
            if (process.GpuEnergyJ is { } part) gpuEnergy = (gpuEnergy ?? Energy.Zero) + part;
        }

        kept.Add(new RunProcess
        {
            Pid = 0,
            Started = 0,
            Ppid = 0,
            Name = $"({processes.Count - Most} others)",
            CpuS = cpu,
            GpuS = gpu,
            EnergyJ = energy,
            GpuEnergyJ = gpuEnergy,
            SubtreeEnergyJ = energy,
            Exited = exited,
        });
        return kept;
    }
}
