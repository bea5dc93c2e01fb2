namespace EcoCode.Processes.Linux;

/// <summary>A clock of the kernel's that counts the CPU time of a whole tree by itself.</summary>
public interface ITreeClock : IDisposable
{
    /// <summary>Its name in the output: <c>cgroup</c>, <c>perf</c>.</summary>
    string Name { get; }

    /// <summary>True when it is the truth; false when it is only believed where the waits have missed much.</summary>
    bool Replaces { get; }

    /// <summary>Called on the thread that starts the command, right before it does.</summary>
    void Enter();

    /// <summary>Called on that thread, right after.</summary>
    void Leave();

    /// <summary>CPU time of the tree since its command was started. False when it can't be read.</summary>
    bool TryRead(out TimeSpan cpuTime);
}
