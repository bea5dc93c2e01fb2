using EcoCode.Metering;
using EcoCode.Metering.Attribution;
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
        IReadOnlyList<Charge> charges = meter.Charges;
        int[] parents = Parents(charges);
        var subtrees = new Energy[charges.Count];
        for (int i = charges.Count - 1; i >= 0; i--)
        {
            subtrees[i] += charges[i].Energy;
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
        foreach (Charge charge in charges)
        {
            gpuEnergy -= charge.GpuEnergy;
            gpuTime -= charge.GpuTime;
        }

        List<RunProcess> rows =
        [
            .. charges.Select((charge, i) => new RunProcess
            {
                Pid = charge.Process.Key.Pid,
                Started = charge.Process.Key.Started,
                Ppid = charge.Process.Parent,
                Name = charge.Process.Name,
                CpuS = charge.Process.Own.TotalSeconds,
                GpuS = any ? charge.GpuTime.TotalSeconds : null,
                EnergyJ = charge.Energy,
                GpuEnergyJ = any ? charge.GpuEnergy : null,
                SubtreeEnergyJ = subtrees[i],
                Exited = charge.Process.Exited,
            }),
        ];
        if (meter.UnseenCpuTime > TimeSpan.Zero || meter.UnseenEnergy > Energy.Zero)
        {
            rows.Add(new RunProcess
            {
                Pid = 0,
                Started = 0,
                Ppid = oneRoot ? charges[0].Process.Key.Pid : 0,
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
    private static int[] Parents(IReadOnlyList<Charge> charges)
    {
        // In a tree that EcoCode started, who was handed over to it as an orphan, or whose parent is forgotten, still descends from the first.
        bool started = charges.Count > 0 && charges[0].Process.Parent == Environment.ProcessId;
        var latest = new Dictionary<int, int>();
        var parents = new int[charges.Count];
        for (int i = 0; i < charges.Count; i++)
        {
            parents[i] = latest.TryGetValue(charges[i].Process.Parent, out int parent) ? parent : started && i > 0 ? 0 : -1;
            latest[charges[i].Process.Key.Pid] = i;
        }

        return parents;
    }
}
