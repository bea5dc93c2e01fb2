using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>Each way in which a tree's CPU time can be got, forced, with a hierarchy of cgroups that it does not use itself.</summary>
internal static class Clocks
{
    /// <summary>Ways that are the same everywhere and need no privilege, and those that skip the test where they are not allowed.</summary>
    internal static readonly TheoryData<string> All = ["wait4", "wait4+perf", "cgroup v1", "cgroup v2"];

    /// <summary>What opens it; called by the reaper.</summary>
    internal static Func<ITreeClock?> Opening(string method, out TruthGroup truth)
    {
        if (method == "wait4+perf")
        {
            using PerfTreeClock? allowed = PerfTreeClock.TryOpen();
            Assert.SkipWhen(allowed is null, "perf events are not allowed here (perf_event_paranoid, seccomp)");
        }

        truth = method switch { "cgroup v1" => TruthGroup.Of(2), "cgroup v2" => TruthGroup.Of(1), _ => TruthGroup.OfAny() };
        if (!method.StartsWith("cgroup", StringComparison.Ordinal)) return method == "wait4" ? () => null : () => PerfTreeClock.TryOpen();

        (PseudoFs sys, PseudoFs proc) = method == "cgroup v1" ? (new PseudoFs("/sys"), new PseudoFs("/proc")) : OnlyVersion2();
        CgroupTreeClock? clock = CgroupTreeClock.TryMake(sys, proc);
        if (clock is null) truth.Dispose();
        Assert.SkipWhen(clock is null, $"no group can be made here without changing the shares of others: {method}");
        clock!.Dispose();
        return () => CgroupTreeClock.TryMake(sys, proc);
    }

    /// <summary>The method as the tree names it.</summary>
    internal static string NameOf(string method) => method.Split(' ')[0];

    /// <summary>A view of this machine in which the version 2 hierarchy is the only one.</summary>
    private static (PseudoFs Sys, PseudoFs Proc) OnlyVersion2()
    {
        string mount = Directory.Exists("/sys/fs/cgroup/unified") ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup";
        string root = Path.Join(AppContext.BaseDirectory, "only-version-2");
        Directory.CreateDirectory(Path.Join(root, "sys/fs"));
        Directory.CreateDirectory(Path.Join(root, "proc/self"));
        if (!Path.Exists(Path.Join(root, "sys/fs/cgroup"))) Directory.CreateSymbolicLink(Path.Join(root, "sys/fs/cgroup"), mount);
        string own = File.ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal)) ?? "0::/";
        File.WriteAllText(Path.Join(root, "proc/self/cgroup"), own + "\n");
        return (new PseudoFs(Path.Join(root, "sys")), new PseudoFs(Path.Join(root, "proc")));
    }
}
