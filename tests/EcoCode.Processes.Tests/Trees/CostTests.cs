using EcoCode.Host;
using EcoCode.Processes.Interop;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>What watching a tree takes of this process: memory and descriptors.</summary>
[Collection(RealProcesses.Name)]
public sealed class CostTests
{
    [Fact]
    public void A_scan_in_which_nobody_is_new_allocates_nothing()
    {
        using Bystander root = Bystander.Start("crowd", "25");
        using var proc = new TemporaryTree(); // shows the crowd alone, so that nobody else is new either
        proc.AddReal(root.Pid);
        while (root.Pipes.Next() is var pid and not 0) proc.AddReal((int)pid);
        using ProcessTree tree = ProcessTree.OfRunning(proc.Fs, [root.Pid]);
        Assert.Equal(26, tree.Live);

        Assert.Equal(0, AllocatedBy(tree.Scan));
        Assert.Equal(26, tree.Live);
    }

    [Fact]
    public void Reading_the_machine_allocates_nothing()
    {
        PseudoFs sys = new("/sys"), proc = new("/proc");
        CpuTopology topology = CpuTopology.Read(sys, proc);
        IMachineCpu best = MachineCpu.OfHost(sys, proc, topology, TimeProvider.System);
        var idle = new StatCpu(proc, topology, TimeProvider.System);
        var memory = new MemoryUse(proc);
        var sockets = new TimeSpan[topology.Sockets.Count];

        Assert.Equal(0, AllocatedBy(() => Assert.True(best.TryRead(sockets))));
        Assert.Equal(0, AllocatedBy(() => Assert.True(idle.TryRead(sockets))));
        Assert.Equal(0, AllocatedBy(() => Assert.True(memory.TryRead(out _, out _))));
    }

    [Fact]
    public void More_members_than_descriptors_are_followed_all_the_same()
    {
        const int root = 5_000_001;
        using var proc = new TemporaryTree();
        proc.With($"{root}/stat", StatLine.Of(root, 1, 100));
        Assert.True(ResourceLimit.TryGet(out ResourceLimit.Pair limit));
        int open = Directory.GetFiles("/proc/self/fd").Length;
        int cap = open + 50, members = cap + 150;
        Assert.SkipWhen(limit.Hard < (ulong)(2 * cap), $"only {limit.Hard} descriptors are allowed here (ulimit -Hn)");
        for (int pid = root + 1; pid < root + members; pid++) proc.With($"{pid}/stat", StatLine.Of(pid, root, 200));

        ResourceLimit.Set(limit with { Soft = (ulong)(2 * cap) });
        try
        {
            using ProcessTree tree = ProcessTree.OfRunning(proc.Fs, [root]);
            Assert.Equal(members, tree.Live);
            Assert.Equal(cap, OpenBelow(proc));

            for (int pid = root + 1; pid < root + members; pid += 2) proc.With($"{pid}/stat", StatLine.Of(pid, root, 200, pages: 77));
            tree.Scan();
            Assert.Equal(members / 2, tree.Processes.Count(process => process.ResidentBytes == 77L * Environment.SystemPageSize));

            for (int pid = root + 1; pid < root + members; pid++) proc.With($"{pid}/stat", "");
            tree.Scan();
            Assert.Equal((1, 1), (tree.Live, OpenBelow(proc)));
            Laws.Hold(tree);
        }
        finally
        {
            ResourceLimit.Set(limit);
        }
    }

    /// <summary>Bytes that a hundred calls allocate on this thread, after some to warm up.</summary>
    private static long AllocatedBy(Action action)
    {
        for (int i = 0; i < 50; i++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static int OpenBelow(TemporaryTree proc)
        => Directory.GetFiles("/proc/self/fd").Count(link => File.ResolveLinkTarget(link, false)?.FullName is { } target
            && target.StartsWith(proc.Fs.Root, StringComparison.Ordinal) && target.EndsWith("/stat", StringComparison.Ordinal));
}
