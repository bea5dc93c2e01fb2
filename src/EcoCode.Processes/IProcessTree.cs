namespace EcoCode.Processes;

/// <summary>A watched tree of processes and the CPU time that it has used since the watch began.</summary>
/// <remarks>Used by one thread at a time. A scan in which no process is new allocates nothing.</remarks>
public interface IProcessTree
{
    /// <summary>How the tree's CPU time is got: <c>cgroup</c>, <c>wait4+perf</c>, <c>wait4</c>, <c>clocks</c>.</summary>
    string Method { get; }

    /// <summary>CPU time of the whole tree since the watch began, the ended included. Never falls.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>The part of <see cref="CpuTime"/> that no process of <see cref="Processes"/> accounts for: of processes that ended between two scans.</summary>
    TimeSpan Unseen { get; }

    /// <summary>All processes that were seen and not forgotten, parents before their children.</summary>
    IReadOnlyList<TreeProcess> Processes { get; }

    /// <summary>How many processes of the tree lived at the last scan; zombies do not.</summary>
    int Live { get; }

    /// <summary>Brings all figures up to date.</summary>
    void Scan();

    /// <summary>Forgets ended processes for which the predicate holds; their CPU time stays in <see cref="CpuTime"/> and goes to <see cref="Unseen"/>.</summary>
    void Forget(Predicate<TreeProcess> predicate);
}
