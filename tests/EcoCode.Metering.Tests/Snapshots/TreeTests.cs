using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests.Snapshots;

public sealed class TreeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _counter;
    private readonly MachineMeter _meter;

    public TreeTests()
    {
        _counter = _machine.HasCpuCounter();
        _meter = _machine.BeginWhole();
    }

    [Fact]
    public void What_the_first_process_starts_is_a_tree_with_all_below_it()
    {
        Bear(1, 0, "init");
        TreeProcess service = Bear(10, 1, "nginx"), worker = Bear(11, 10), helper = Bear(12, 11), other = Bear(20, 1, "cron");
        Tick(service, worker, helper, other);
        Assert.Equal([("cron", 10.0), ("init", 0.0), ("nginx", 30.0)], Trees());
        GroupReading nginx = _meter.Latest!.Groups.Single(group => group.Name == "nginx");
        Assert.Equal((new ProcessKey(10, 10), "10@10", "alice", 3), (nginx.Root, nginx.Id, nginx.User, nginx.Processes));
    }

    [Fact]
    public void A_login_is_no_part_of_the_service_that_let_it_in()
    {
        Bear(1, 0, "systemd");
        TreeProcess listener = Bear(10, 1, "sshd"), session = Bear(11, 10, "sshd-session"), shell = Bear(12, 11, "bash");
        listener.Group = new ProcessGroup { Unit = "ssh.service" };
        session.Group = shell.Group = new ProcessGroup { Unit = "session-3.scope" };
        Tick(listener, session, shell);
        Assert.Equal([("sshd", 10.0), ("sshd-session", 20.0), ("systemd", 0.0)], Trees());
    }

    [Fact]
    public void A_container_is_no_part_of_its_runtime()
    {
        Bear(1, 0, "systemd");
        TreeProcess shim = Bear(10, 1, "containerd-shim"), inside = Bear(11, 10, "python3"), worker = Bear(12, 11);
        shim.Group = new ProcessGroup { Unit = "containerd.service" };
        inside.Group = new ProcessGroup { Unit = "containerd.service", ContainerId = "c" };
        worker.Group = new ProcessGroup { Unit = "containerd.service", ContainerId = "c", Cgroup = "/deeper" };
        Tick(shim, inside, worker);
        Assert.Equal([("containerd-shim", 10.0), ("python3", 20.0), ("systemd", 0.0)], Trees());
    }

    [Fact]
    public void What_a_users_systemd_starts_are_trees()
    {
        Bear(1, 0, "systemd");
        TreeProcess manager = Bear(10, 1, "systemd"), browser = Bear(11, 10, "firefox"), tab = Bear(12, 11), editor = Bear(13, 10, "code");
        foreach (TreeProcess process in new[] { manager, browser, tab, editor }) process.Group = new ProcessGroup { Unit = "user@1000.service" };
        Tick(manager, browser, tab, editor);
        Assert.Equal([("code", 10.0), ("firefox", 20.0), ("systemd", 0.0), ("systemd", 10.0)], Trees());
    }

    [Fact]
    public void An_orphan_is_a_tree_and_leaves_behind_what_it_used_before()
    {
        Bear(1, 0, "init");
        TreeProcess parent = Bear(10, 1, "make"), child = Bear(11, 10, "cc1");
        Tick(parent, child);
        ScriptedTree.End(parent);
        child.ParentNow = 1;
        Tick(child);
        Assert.Equal([("cc1", 10.0), ("init", 0.0), ("make", 20.0)], Trees());
    }

    [Fact]
    public void Who_has_ended_stays_in_the_tree_that_it_was_in()
    {
        Bear(1, 0, "init");
        TreeProcess shell = Bear(10, 1, "sh"), brief = Bear(11, 10, "ls");
        Tick(shell, brief);
        _machine.Work(brief, Second);
        _counter.Count(Energy.FromJoules(10));
        ScriptedTree.End(brief);
        ScriptedTree.End(shell);
        _machine.Tick(_meter, Second);
        Assert.Equal(30, Trees().Single(tree => tree.Name == "sh").Joules);
    }

    [Fact]
    public void Parents_that_come_out_as_a_ring_end_somewhere()
    {
        TreeProcess one = Bear(10, 11, "one"), other = Bear(11, 10, "other");
        Tick(one, other);
        Assert.Equal(20, Trees().Sum(tree => tree.Joules));
    }

    [Fact]
    public void Whoever_is_born_moves_and_ends_the_trees_are_all_of_the_processes()
    {
        var random = new Random(5);
        List<TreeProcess> live = [Bear(1, 0, "init")];
        int next = 2;
        MachineSnapshot? before = null;
        for (int tick = 0; tick < 300; tick++)
        {
            for (int births = random.Next(4); births > 0; births--) live.Add(Bear(next++, live[random.Next(live.Count)].Key.Pid));
            if (live.Count > 1 && random.Next(2) == 0)
            {
                TreeProcess ended = live[random.Next(1, live.Count)];
                live.Remove(ended);
                ScriptedTree.End(ended);
                foreach (TreeProcess child in live.Where(child => child.ParentNow == ended.Key.Pid)) child.ParentNow = 1;
            }

            if (random.Next(5) == 0) live[random.Next(live.Count)].Group = new ProcessGroup { Unit = $"{random.Next(4)}.service" };
            Tick([.. live.Where(_ => random.Next(2) == 0)]);
            SnapshotLaws.Hold(_meter.Latest!, before);
            before = _meter.Latest;
            EnergySplit processes = before!.Processes.Aggregate(before.Ended.Energy, (sum, process) => sum + process.Energy);
            Assert.Equal(processes, before.Groups.Where(group => group.Kind == GroupKind.Tree).Aggregate(default(EnergySplit), (sum, tree) => sum + tree.Energy));
        }
    }

    private TreeProcess Bear(int pid, int parent, string name = "work")
    {
        TreeProcess process = _machine.Tree.Bear(pid, parent, name);
        process.User = "alice";
        return process;
    }

    /// <summary>Each works for a second, and is charged 10 J.</summary>
    private void Tick(params TreeProcess[] working)
    {
        foreach (TreeProcess process in working) _machine.Work(process, Second);
        _counter.Count(Energy.FromJoules(10 * working.Length));
        _machine.Tick(_meter, Second);
    }

    private (string Name, double Joules)[] Trees()
        => [.. _meter.Latest!.Groups.Where(group => group.Kind == GroupKind.Tree).Select(tree => (tree.Name, tree.Energy.Total.Joules)).Order()];
}
