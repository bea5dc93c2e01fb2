using System.Globalization;
using EcoCode.Host;
using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>The tree's CPU time by a cgroup of its own: the kernel's own account, which nothing that forks can leave.</summary>
/// <remarks>
/// Made only where that is allowed and changes nothing else: under version 1 in a hierarchy that holds cpuacct but not cpu, under
/// version 2 where no controller is on for the children, so that no share of CPU time or memory is dealt out anew.
/// </remarks>
internal sealed class CgroupTreeClock : ITreeClock
{
    private const string Prefix = "ecocode-";

    private readonly string _parent;
    private readonly string _folder;
    private readonly CgroupUsage _usage;
    private readonly string _members;
    private readonly int _ownClock;
    private TimeSpan _ownBefore;
    private TimeSpan _start;

    private CgroupTreeClock(string parent, string folder, CgroupUsage usage, bool version1)
    {
        (_parent, _folder, _usage) = (parent, folder, usage);

        // Version 1 moves single threads; version 2 moves the whole process, for the few hundred microseconds of the start.
        (_members, _ownClock) = version1 ? ("tasks", Libc.ClockOwnThread) : ("cgroup.procs", Libc.ClockOwnProcess);
    }

    public string Name => "cgroup";

    public bool Replaces => true;

    internal static CgroupTreeClock? TryMake(PseudoFs sys, PseudoFs proc)
    {
        if (CgroupPaths.OwnForCpuTime(sys, proc) is not (string parent, bool version1)) return null;
        if (version1 ? !CgroupPaths.CountsOnly(proc) : sys.TryReadText(Path.Join(parent, "cgroup.subtree_control"), out string on) != ReadOutcome.Ok || on.Length > 0) return null;
        string parentPath = sys.PathOf(parent);
        RemoveLeftOvers(parentPath, proc);
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Environment.TickCount64}");
        try
        {
            Directory.CreateDirectory(Path.Join(parentPath, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        string folder = Path.Join(parentPath, name);
        if (CgroupUsage.TryOpen(sys, Path.Join(parent, name), version1) is { } usage)
        {
            var clock = new CgroupTreeClock(parentPath, folder, usage, version1);

            // Moving there and back now tells whether it will work when it counts.
            if (clock.MoveIn() && clock.MoveOut()) return clock;
            usage.Dispose();
        }

        Remove(folder);
        return null;
    }

    public void Enter()
    {
        _ = _usage.TryRead(out _start);
        _ownBefore = Own;
        _ = MoveIn();
    }

    public void Leave()
    {
        _ = MoveOut();
        _start += Own - _ownBefore;
    }

    public bool TryRead(out TimeSpan cpuTime)
    {
        bool read = _usage.TryRead(out TimeSpan now);
        cpuTime = read && now > _start ? now - _start : TimeSpan.Zero;
        return read;
    }

    public void Dispose()
    {
        _usage.Dispose();

        // Whatever outlives the measurement goes back to where it would have been without it.
        try
        {
            foreach (string pid in File.ReadAllLines(Path.Join(_folder, "cgroup.procs"))) Write(Path.Join(_parent, "cgroup.procs"), pid);
        }
        catch (IOException)
        {
            // It ended meanwhile.
        }

        Remove(_folder);
    }

    private TimeSpan Own
    {
        get
        {
            _ = Libc.ClockGetTime(_ownClock, out Libc.TimeSpec time);
            return time.ToTimeSpan();
        }
    }

    private bool MoveIn() => Write(Path.Join(_folder, _members), "0");

    /// <summary>
    /// Moves this thread back, and the whole process if the runtime started a thread of its own from this one meanwhile, which would
    /// stay behind. Not the process at once: that makes the kernel wait for every processor, which takes up to 15 ms.
    /// </summary>
    private bool MoveOut() => Write(Path.Join(_parent, _members), "0") && (!HoldsOwnThread() || Write(Path.Join(_parent, "cgroup.procs"), "0"));

    private bool HoldsOwnThread()
    {
        try
        {
            return File.ReadLines(Path.Join(_folder, _members)).Any(id => Directory.Exists("/proc/self/task/" + id));
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Removes groups of runs that were killed. One with members can't be removed, and one without may be of a run that is about to start.</summary>
    private static void RemoveLeftOvers(string parent, PseudoFs proc)
    {
        foreach (string folder in new PseudoFs(parent).Names("").Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (!proc.Exists(folder.Split('-')[1])) Remove(Path.Join(parent, folder));
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use, or gone.
        }
    }

    private static bool Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
