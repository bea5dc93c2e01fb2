using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>What real processes hardly ever do, on a made-up /proc. Its pids are beyond the kernel's, so that none has a clock.</summary>
[Collection(RealProcesses.Name)]
public sealed class FakeProcTests : IDisposable
{
    private const int Init = 1, Root = 5_000_001, Child = 5_000_002, Grandchild = 5_000_003;

    private readonly TemporaryTree _proc = new();

    public FakeProcTests() => Show(Root, Init, started: 100);

    [Fact]
    public void A_pid_used_again_by_a_stranger_is_another_process()
    {
        Show(Child, Root, started: 110);
        using ProcessTree tree = Attach();
        Show(Child, Init, started: 5000);
        Scan(tree);
        Scan(tree);

        Assert.Equal([new ProcessKey(Root, 100), new ProcessKey(Child, 110)], tree.Processes.Select(process => process.Key));
        Assert.True(tree.Processes[1].Exited);
        Assert.Equal(1, tree.Live);
    }

    [Fact]
    public void A_pid_used_again_within_the_tree_is_a_process_of_its_own()
    {
        Show(Child, Root, started: 110);
        using ProcessTree tree = Attach();
        Show(Child, Root, started: 5000);
        Scan(tree);
        Scan(tree);

        Assert.Equal([new ProcessKey(Root, 100), new ProcessKey(Child, 110), new ProcessKey(Child, 5000)], tree.Processes.Select(process => process.Key));
        Assert.Equal([false, true, false], tree.Processes.Select(process => process.Exited));
    }

    [Fact]
    public void A_pid_that_was_a_strangers_can_be_used_again_by_the_tree()
    {
        Show(Child, Init, started: 110);
        using ProcessTree tree = Attach();
        _proc.Remove(Child);
        Scan(tree);
        Show(Child, Root, started: 5000);
        Scan(tree);

        Assert.Equal(new ProcessKey(Child, 5000), tree.Processes[1].Key);
    }

    [Fact]
    public void A_child_listed_before_its_parent_comes_after_it()
    {
        Show(Child, Grandchild, started: 130);
        Show(Grandchild, Root, started: 120);
        using ProcessTree tree = Attach();
        Assert.Equal([Root, Grandchild, Child], tree.Processes.Select(process => process.Key.Pid));
        Laws.Hold(tree);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5000002 (half")]
    [InlineData("5000002 (half) S 5000001 1 1")]
    [InlineData("garbage")]
    public void An_entry_that_vanishes_while_it_is_read_is_nobody(string content)
    {
        _proc.With($"{Child}/stat", content);
        _proc.AddEmpty(Grandchild);
        using ProcessTree tree = Attach();
        Assert.Equal(Root, Assert.Single(tree.Processes).Key.Pid);
    }

    [Fact]
    public void A_member_whose_entry_vanishes_has_ended()
    {
        Show(Child, Root, started: 110);
        using ProcessTree tree = Attach();
        _proc.With($"{Child}/stat", "");
        Scan(tree);
        Assert.True(tree.Processes[1].Exited);
        Assert.Equal(1, tree.Live);
    }

    [Fact]
    public void Whoever_proc_hides_is_not_in_the_tree_and_nor_is_what_it_starts()
    {
        Show(Grandchild, Child, started: 120);
        using ProcessTree tree = Attach();
        Scan(tree);
        Assert.Equal(Root, Assert.Single(tree.Processes).Key.Pid);
    }

    [Fact]
    public void What_a_living_parent_has_waited_for_is_unseen_and_what_it_had_before_is_not()
    {
        Show(Root, Init, started: 100, waitedUser: 7000);
        using ProcessTree tree = Attach();
        Assert.Equal(TimeSpan.Zero, tree.CpuTime);
        Show(Root, Init, started: 100, waitedUser: 7250, waitedSystem: 50);
        Scan(tree);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)), (tree.CpuTime, tree.Unseen));
    }

    [Fact]
    public void What_a_child_had_waited_for_before_is_not_counted_when_its_parent_waits_for_it()
    {
        Show(Child, Root, started: 110, waitedUser: 7000);
        using ProcessTree tree = Attach();
        _proc.With($"{Child}/stat", "");
        Show(Root, Init, started: 100, waitedUser: 7040);
        Scan(tree);
        Assert.Equal(TimeSpan.FromSeconds(0.4), tree.CpuTime);
    }

    [Fact]
    public void A_chain_that_ends_between_two_scans_is_counted_once_by_whoever_lives_on()
    {
        Show(Child, Root, started: 110);
        Show(Grandchild, Child, started: 120);
        using ProcessTree tree = Attach();
        Show(Grandchild, Child, started: 120, waitedUser: 200);
        Scan(tree);
        Assert.Equal(TimeSpan.FromSeconds(2), tree.CpuTime);

        _proc.With($"{Child}/stat", "").With($"{Grandchild}/stat", "");
        Show(Root, Init, started: 100, waitedUser: 250);
        Scan(tree);
        Assert.Equal(TimeSpan.FromSeconds(2.5), tree.CpuTime);
    }

    [Fact]
    public void A_root_and_its_child_that_end_between_two_scans_keep_their_time_beside_another_root()
    {
        const int Other = 5_000_100;
        Show(Child, Root, started: 110);
        Show(Other, Init, started: 120);
        using ProcessTree tree = ProcessTree.OfRunning(_proc.Fs, [Root, Other]);
        Show(Child, Root, started: 110, waitedUser: 200);
        Scan(tree);

        _proc.With($"{Root}/stat", "").With($"{Child}/stat", "");
        Scan(tree);
        Show(Other, Init, started: 120, waitedUser: 300);
        Scan(tree);
        Assert.Equal((TimeSpan.FromSeconds(5), 1), (tree.CpuTime, tree.Live));
    }

    [Fact]
    public void A_storm_of_strangers_is_forgotten()
    {
        const int Crowd = 100, Rounds = 40;
        for (int pid = Root + Crowd; pid < Root + (2 * Crowd); pid++) _proc.AddEmpty(pid);
        using ProcessTree tree = Attach();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int round = 1; round <= Rounds; round++)
        {
            int first = Root + (round * Crowd);
            for (int pid = first; pid < first + Crowd; pid++) _proc.Rename(pid, pid + Crowd);
            tree.Scan();
        }

        // 4,000 remembered strangers would take 96 kB at the least: 20 B each, and 4 B for the bucket.
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(grown, long.MinValue, 48_000);
        Assert.Equal(1, tree.Live);
    }

    public void Dispose() => _proc.Dispose();

    private void Show(int pid, int parent, long started, long waitedUser = 0, long waitedSystem = 0)
        => _proc.With($"{pid}/stat", StatLine.Of(pid, parent, started, waitedUser: waitedUser, waitedSystem: waitedSystem));

    private ProcessTree Attach()
    {
        var tree = ProcessTree.OfRunning(_proc.Fs, [Root]);
        Laws.Hold(tree);
        return tree;
    }

    private static void Scan(ProcessTree tree)
    {
        tree.Scan();
        Laws.Hold(tree);
    }
}
