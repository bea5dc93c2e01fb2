using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>Trees of processes that were there before.</summary>
[Collection(RealProcesses.Name)]
public sealed class AttachTests
{
    private static readonly PseudoFs Proc = new("/proc");

    [Fact]
    public void Time_counts_from_the_moment_of_attaching_for_children_that_are_waited_for_too()
    {
        // Parent and child have each used 150 ms before, and use 100 ms after.
        using Bystander root = Bystander.Start("attached", "150", "100");
        root.Pipes.Next();
        root.Pipes.Next();
        using ProcessTree tree = ProcessTree.OfRunning(Proc, [root.Pid]);
        Assert.Equal("clocks", tree.Method);
        Assert.Equal(2, tree.Live);
        Assert.InRange(tree.CpuTime, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

        root.Pipes.Open();
        ScanUntilEnded(tree, root);

        // Times of children come in steps of 10 ms, user and system each.
        Assert.InRange(tree.CpuTime, TimeSpan.FromMilliseconds(170), TimeSpan.FromMilliseconds(235));
    }

    [Fact]
    public void Nobody_outside_is_in_the_tree()
    {
        using Bystander root = Bystander.Start("crowd", "3"), other = Bystander.Start("crowd", "3");
        List<long> pids = [root.Pid];
        while (root.Pipes.Next() is var pid and not 0) pids.Add(pid);
        while (other.Pipes.Next() != 0)
        {
        }

        using ProcessTree tree = ProcessTree.OfRunning(Proc, [root.Pid]);
        tree.Scan();
        Assert.Equal(pids, tree.Processes.Select(process => (long)process.Key.Pid));
        Laws.Hold(tree);
    }

    [Fact]
    public void Two_roots_make_one_tree_whether_they_are_related_or_not()
    {
        using Bystander one = Bystander.Start("crowd", "2"), two = Bystander.Start("wait");
        int child = (int)one.Pipes.Next();
        _ = one.Pipes.Next();
        _ = one.Pipes.Next();

        using ProcessTree tree = ProcessTree.OfRunning(Proc, [child, two.Pid, one.Pid]);
        Laws.Hold(tree);
        Assert.Equal(4, tree.Live);
        Assert.Equal(one.Pid, tree.Processes.Single(process => process.Key.Pid == child).Parent);

        one.Kill();
        one.End();
        tree.Scan();
        Assert.Contains(tree.Processes, process => process.Key.Pid == two.Pid && !process.Exited);
        Assert.Contains(tree.Processes, process => process.Key.Pid == one.Pid && process.Exited);
    }

    [Fact]
    public void A_root_that_has_ended_makes_an_empty_tree()
    {
        using Bystander root = Bystander.Start("burn", "0");
        root.End();
        using ProcessTree tree = ProcessTree.OfRunning(Proc, [root.Pid]);
        Assert.Empty(tree.Processes);
        Assert.Equal((0, TimeSpan.Zero), (tree.Live, tree.CpuTime));
        Assert.False(tree.Add(root.Pid));
    }

    [Fact]
    public void A_root_that_has_ended_and_is_not_waited_for_does_not_live()
    {
        using Bystander root = Bystander.Start("wait");
        using ProcessTree tree = ProcessTree.OfRunning(Proc, [root.Pid]);
        using var ended = new Wakeup();
        using ProcessWatch watch = ProcessWatch.Start([root.Pid], ended);
        Assert.Equal(1, tree.Live);

        root.Kill();
        Assert.True(ended.Wait(TimeSpan.FromSeconds(10)), "nothing told that the process had ended");
        tree.Scan();
        Assert.Equal(0, tree.Live);
    }

    [Fact]
    public void A_watch_tells_each_end_and_leaves_the_event_alone_once_disposed()
    {
        using Bystander one = Bystander.Start("wait"), two = Bystander.Start("wait");
        var ended = new Wakeup();
        ProcessWatch watch = ProcessWatch.Start([one.Pid, two.Pid, int.MaxValue], ended);
        Assert.False(ended.Wait(TimeSpan.Zero));
        one.Kill();
        Assert.True(ended.Wait(TimeSpan.FromSeconds(10)), "nothing told that the first had ended");

        watch.Dispose();
        ended.Dispose();
        two.Kill(); // setting the event now would end this process
        two.End();
    }

    private static void ScanUntilEnded(ProcessTree tree, Bystander root)
    {
        using var ended = new Wakeup();
        using ProcessWatch watch = ProcessWatch.Start([root.Pid], ended);
        do
        {
            tree.Scan();
            Laws.Hold(tree);
        }
        while (!ended.Wait(TimeSpan.FromMilliseconds(10)) && tree.Live > 0);

        tree.Scan();
        root.End();
        tree.Scan();
        Laws.Hold(tree);
    }
}
