using EcoCode.Impact;
using EcoCode.Impact.Accounting;
using EcoCode.Impact.Live;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Grouping;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry;

/// <summary>Keeps what a machine has to tell beyond its last snapshot: who has series of their own, and what the energy has amounted to.</summary>
/// <remarks>One thread takes every snapshot, in order; <see cref="Latest"/> may be read from any.</remarks>
/// <param name="most">How many processes, and how many trees of them, have series of their own.</param>
/// <param name="pods">Names of pods; <c>null</c> where they are not to be had.</param>
public sealed class NodeAccounts(int most, PodNames? pods = null)
{
    private readonly ShownProcesses _processes = new(most);
    private readonly ShownTrees _trees = new(most);
    private readonly ImpactAccount _impact = new();
    private readonly List<string> _gpus = [];
    private Dictionary<string, PodName> _names = [];
    private NodeReading? _latest;

    /// <summary>What there was to tell at the last snapshot; <c>null</c> before the first.</summary>
    public NodeReading? Latest => Volatile.Read(ref _latest);

    /// <summary>Takes a new snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="factors">What energy amounts to from now on.</param>
    /// <param name="live">What a live provider last told of the grid; <c>null</c> for nothing.</param>
    public NodeReading Take(MachineSnapshot snapshot, ImpactFactors factors, GridSeries? live)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(factors);
        _gpus.Clear();
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            // One that was given up has a successor, which stands for the same board.
            if (snapshot.Sources[i] is { State: not SourceState.GivenUp, Gpu.Identity.Name: { } name }) _gpus.Add(name);
        }

        GridNow grid = GridNow.Of(factors, live, snapshot.Taken);
        _impact.Take(snapshot.Energy.Total, snapshot.Elapsed, snapshot.Taken, factors, grid, _gpus);
        var reading = new NodeReading(snapshot, _processes.Take(snapshot), _trees.Take(snapshot), NamesOf(snapshot), _impact.Totals, grid, factors, live);
        Volatile.Write(ref _latest, reading);
        return reading;
    }

    /// <summary>The same object as long as no pod is new and none is gone, which is almost always.</summary>
    private Dictionary<string, PodName> NamesOf(MachineSnapshot snapshot)
    {
        if (pods is null) return _names;
        int known = 0;
        bool changed = false;
        for (int i = 0; i < snapshot.Groups.Count; i++)
        {
            if (snapshot.Groups[i] is not { Kind: GroupKind.Pod, Id.Length: > 0 } pod || !pods.TryFind(pod.Id, out PodName name)) continue;
            known++;
            changed |= !_names.TryGetValue(pod.Id, out PodName before) || before != name;
        }

        if (!changed && known == _names.Count) return _names;
        var names = new Dictionary<string, PodName>();
        for (int i = 0; i < snapshot.Groups.Count; i++)
        {
            if (snapshot.Groups[i] is { Kind: GroupKind.Pod, Id.Length: > 0 } pod && pods.TryFind(pod.Id, out PodName name)) names.TryAdd(pod.Id, name);
        }

        return _names = names;
    }
}
