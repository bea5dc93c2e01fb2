using System.Runtime.CompilerServices;
using EcoCode.Processes.Grouping;

// Tests of what is built on a tree script its processes.
[assembly: InternalsVisibleTo("EcoCode.Metering.Tests")]
[assembly: InternalsVisibleTo("EcoCode.Ledger.Tests")]
[assembly: InternalsVisibleTo("EcoCode.Agent.Tests")]

namespace EcoCode.Processes;

/// <summary>One process of a watched tree, as the last scan found it. Stays in the list after its end.</summary>
public sealed class TreeProcess
{
    internal TreeProcess(ProcessKey key, int parent, string name) => (Key, Parent, ParentNow, Name) = (key, parent, parent, name);

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

    /// <summary>CPU time of children that lived between two scans and that it waited for; followed only where the whole machine is.</summary>
    public TimeSpan ShortLived { get; internal set; }

    /// <summary>All CPU time that it is charged with: its own and that of <see cref="ShortLived"/>. Never falls.</summary>
    public TimeSpan CpuTime => Own + ShortLived;

    /// <summary>CPU time of its own before the watch began, which is not in <see cref="Own"/>.</summary>
    public TimeSpan Before { get; internal set; }

    /// <summary>Pid of the parent that it had at the last look: another than <see cref="Parent"/> once that has ended.</summary>
    public int ParentNow { get; internal set; }

    /// <summary>What it was doing at the last look.</summary>
    public ProcessState State { get; internal set; }

    /// <summary>Its threads at the last look.</summary>
    public int Threads { get; internal set; }

    /// <summary>Its effective user id; <c>null</c> when not told, or not followed.</summary>
    public int? UserId { get; internal set; }

    /// <summary>The name of that user, the number where it has none, or empty when not told.</summary>
    public string User { get; internal set; } = "";

    /// <summary>Where it belongs by its cgroup; followed only where the whole machine is.</summary>
    public ProcessGroup Group { get; internal set; } = ProcessGroup.None;

    /// <summary>Resident memory, bytes; 0 once ended.</summary>
    public long ResidentBytes { get; internal set; }

    /// <summary>The processor that it last ran on.</summary>
    public int Processor { get; internal set; }

    /// <summary>Whether it has ended.</summary>
    public bool Exited { get; internal set; }

    /// <summary>A scripted process, for meters under test.</summary>
    internal static TreeProcess Scripted(int pid, int parent, string name) => new(new ProcessKey(pid, pid), parent, name);
}
