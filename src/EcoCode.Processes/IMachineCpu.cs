namespace EcoCode.Processes;

/// <summary>CPU time of everything that runs on the machine: what shares of a tree are taken of.</summary>
/// <remarks>Used by one thread at a time. A read allocates nothing.</remarks>
public interface IMachineCpu
{
    /// <summary>How it is got: <c>cgroup</c> (the scheduler's account) or <c>idle</c> (what was not idle).</summary>
    string Method { get; }

    /// <summary>Steps in which the time is told; a share is not to be taken of a time that is only a few of them.</summary>
    TimeSpan Grain { get; }

    /// <summary>Processors that can be busy at once; fewer than the machine's in a container with a quota.</summary>
    double Processors { get; }

    /// <summary>Physical ids of the sockets, in the order in which <see cref="TryRead"/> tells them.</summary>
    IReadOnlyList<int> Sockets { get; }

    /// <summary>Reads busy CPU time of each socket since some fixed moment.</summary>
    /// <param name="bySocket">Filled with one value for each of <see cref="Sockets"/>.</param>
    bool TryRead(Span<TimeSpan> bySocket);
}
