using System.Runtime.CompilerServices;

// Tests of what is built on a tree script its processes.
[assembly: InternalsVisibleTo("EcoCode.Metering.Tests")]
[assembly: InternalsVisibleTo("EcoCode.Ledger.Tests")]

namespace EcoCode.Processes;

/// <summary>One process of a watched tree, as the last scan found it. Stays in the list after its end.</summary>
public sealed class TreeProcess
{
    internal TreeProcess(ProcessKey key, int parent, string name) => (Key, Parent, Name) = (key, parent, name);

    /// <summary>Its identity.</summary>
    public ProcessKey Key { get; }

    /// <summary>Pid of the parent it was first seen with (later, its parent may have ended).</summary>
    public int Parent { get; }

    /// <summary>The kernel's name of it (comm) with control characters and undecodable bytes replaced; changes at exec.</summary>
    public string Name { get; internal set; }

    /// <summary>CPU time of its own threads, live and ended. Never falls.</summary>
    public TimeSpan Own { get; internal set; }

    /// <summary>CPU time of the ended children that it has waited for, and of theirs (cutime + cstime), floored to clock ticks.</summary>
    public TimeSpan WaitedFor { get; internal set; }

    /// <summary>Resident memory, bytes; 0 once ended.</summary>
    public long ResidentBytes { get; internal set; }

    /// <summary>The processor that it last ran on.</summary>
    public int Processor { get; internal set; }

    /// <summary>Whether it has ended.</summary>
    public bool Exited { get; internal set; }

    /// <summary>As it is now; no later scan changes it.</summary>
    public TreeProcess Copy() => (TreeProcess)MemberwiseClone();

    /// <summary>A scripted process, for meters under test.</summary>
    internal static TreeProcess Scripted(int pid, int parent, string name) => new(new ProcessKey(pid, pid), parent, name);
}
