using EcoCode.Metering;
using EcoCode.Metering.Sampling;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Composition;

/// <summary>The rows of a tree's processes, with the sums of their subtrees.</summary>
internal static class ProcessRows
{
    /// <summary>The name of the row of what ended between two samples.</summary>
    internal const string ShortLived = "(short-lived)";

    private static readonly Comparer<RunProcess> MostFirst = Comparer<RunProcess>.Create((one, other) => other.EnergyJ.CompareTo(one.EnergyJ));

    /// <summary>All rows, most energy first; their own energies sum to the tree's.</summary>
    internal static IReadOnlyList<RunProcess> Of(MeterResult meter)
    {
        IReadOnlyList<ChargedProcess> processes = meter.Processes;
        int[] parents = Parents(processes);
        var subtrees = new Energy[processes.Count];
        for (int i = processes.Count - 1; i >= 0; i--)
        {
            subtrees[i] += processes[i].Energy;
            if (parents[i] >= 0) subtrees[parents[i]] += subtrees[i];
        }

        // What was not seen alive descends from the root. With several roots nobody can tell from which.
        bool oneRoot = parents.Count(parent => parent < 0) == 1;
        if (oneRoot) subtrees[0] += meter.UnseenEnergy;
        // What of the GPUs is the tree's and no row's is of rows that were summed up.
        SourceTrack[] gpus = [.. meter.Tracks.Where(track => track.Gpu is not null)];
        bool any = gpus.Length > 0;
        Energy gpuEnergy = Energy.Zero;
        TimeSpan gpuTime = TimeSpan.Zero;
        foreach (SourceTrack track in gpus) gpuEnergy += track.Tree;
        if (any) gpuTime = gpus.Select(track => track.Gpu!).Distinct().Aggregate(gpuTime, (sum, gpu) => sum + gpu.TreeTime);
        foreach (ChargedProcess process in processes)
        {
            gpuEnergy -= process.GpuEnergy;
            gpuTime -= process.GpuTime;
        }

        List<RunProcess> rows =
        [
            .. processes.Select((process, i) => new RunProcess
            {
                Pid = process.Key.Pid,
                Started = process.Key.Started,
                Ppid = process.Parent,
                Name = process.Name,
                CpuS = process.CpuTime.TotalSeconds,
                GpuS = any ? process.GpuTime.TotalSeconds : null,
                EnergyJ = process.Energy,
                GpuEnergyJ = any ? process.GpuEnergy : null,
                SubtreeEnergyJ = subtrees[i],
                Exited = process.Exited,
            }),
        ];
        if (meter.UnseenCpuTime > TimeSpan.Zero || meter.UnseenEnergy > Energy.Zero)
        {
            rows.Add(new RunProcess
            {
                Pid = 0,
                Started = 0,
                Ppid = oneRoot ? processes[0].Key.Pid : 0,
                Name = ShortLived,
                CpuS = meter.UnseenCpuTime.TotalSeconds,
                GpuS = any ? gpuTime.TotalSeconds : null,
                EnergyJ = meter.UnseenEnergy,
                GpuEnergyJ = any ? gpuEnergy : null,
                SubtreeEnergyJ = meter.UnseenEnergy,
                Exited = true,
            });
        }

        return [.. rows.Order(MostFirst)];
    }

    /// <summary>Index of each row's parent, -1 for roots. Rows come in the order in which processes were found, so a parent precedes its children.</summary>
    private static int[] Parents(IReadOnlyList<ChargedProcess> processes)
    {
        // In a tree that EcoCode started, who was handed over to it as an orphan, or whose parent is forgotten, still descends from the first.
        bool started = processes.Count > 0 && processes[0].Parent == Environment.ProcessId;
        var latest = new Dictionary<int, int>();
        var parents = new int[processes.Count];
        for (int i = 0; i < processes.Count; i++)
        {
            parents[i] = latest.TryGetValue(processes[i].Parent, out int parent) ? parent : started && i > 0 ? 0 : -1;
            latest[processes[i].Key.Pid] = i;
        }

        return parents;
    }
}
