using System.Globalization;
using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>Who belongs to the tree of a command, and what each is charged, by the program's own clocks.</summary>
[Collection(RealProcesses.Name)]
public sealed class TreeTests
{
    [Fact]
    public void One_process_is_charged_what_its_own_clock_says()
    {
        using var run = new TreeRun(() => null, ["burn", "200"]);
        run.ScanToTheEnd();

        TreeProcess process = Assert.Single(run.Tree.Processes);
        Assert.Equal(run.Reaper.Pid, process.Key.Pid);
        Assert.Equal("tree", process.Name);
        Near(Nanoseconds(run.Pipes.Rest()[^1]), run.Tree.CpuTime, 0.02); // the start of the program comes before its own clock can be read, its end after
        Near(run.Tree.CpuTime, process.Own, 0.001);
        Assert.Equal(new CommandEnd(0, null), run.Reaper.End);
    }

    [Fact]
    public void In_the_proc_of_another_namespace_nobody_is_taken_for_one_of_the_tree()
    {
        const int Stranger = 5_000_001;
        using var proc = new TemporaryTree();
        proc.ShowSelf(Environment.ProcessId + 1);
        proc.With($"{Stranger}/stat", StatLine.Of(Stranger, parent: Environment.ProcessId, started: 10));
        using var run = new TreeRun(() => null, ["burn", "200"], proc.Fs);
        run.ScanToTheEnd();

        Assert.False(run.Tree.SeesPids);
        Assert.Empty(run.Tree.Processes);
        Near(Nanoseconds(run.Pipes.Rest()[^1]), run.Tree.CpuTime, 0.02);
    }

    [Fact]
    public void All_of_a_crowd_are_in_the_tree_with_their_identity_and_nobody_else_is()
    {
        using var run = new TreeRun(() => null, ["crowd", "30"]);
        List<long> pids = [run.Reaper.Pid];
        while (run.Pipes.Next() is var pid and not 0) pids.Add(pid);
        run.Scan();

        Assert.Equal(pids, run.Tree.Processes.Select(process => (long)process.Key.Pid));
        Assert.Equal(31, run.Tree.Live);
        Assert.All(run.Tree.Processes, process => Assert.Equal(StartOf(process.Key.Pid), process.Key.Started));
        Assert.All(run.Tree.Processes.Skip(1), process => Assert.Equal(run.Reaper.Pid, process.Parent));
        Assert.Contains(run.Tree.Processes, process => process.ResidentBytes > 0); // kernels since 6.2 may round a small one down to nothing

        run.Pipes.Open();
        run.ScanToTheEnd();
        Assert.Equal(31, run.Tree.Processes.Count);
        Assert.All(run.Tree.Processes, process => Assert.Equal(0, process.ResidentBytes));
    }

    [Fact]
    public void A_daemon_that_outlives_the_command_is_counted_to_its_end()
    {
        using var run = new TreeRun(() => null, ["daemon", "150"]);
        while (run.Reaper.End is null) run.Scan();
        run.Scan();
        Assert.Equal(1, run.Tree.Live);
        Assert.False(run.Reaper.AllEnded);

        run.Pipes.Open();
        run.ScanToTheEnd();
        Assert.InRange(run.Tree.CpuTime, TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(165));
    }

    [Fact]
    public void A_zombie_keeps_its_time_and_does_not_live()
    {
        using var run = new TreeRun(() => null, ["zombie", "100"]);
        long pid = run.Pipes.Next();
        run.Scan();

        TreeProcess zombie = Assert.Single(run.Tree.Processes, process => process.Key.Pid == pid);
        Assert.InRange(zombie.Own, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(110));
        Assert.Equal(1, run.Tree.Live);

        TimeSpan before = run.Tree.CpuTime;
        run.Pipes.Open();
        run.ScanToTheEnd();
        Assert.InRange(run.Tree.CpuTime, before, before + TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Processes_that_end_between_two_scans_are_unseen_and_counted()
    {
        using var run = new TreeRun(() => null, ["children", "100", "2"]);
        long counted = run.Pipes.Rest()[^1]; // it has ended, or is about to, when this is at its end
        run.ScanToTheEnd();

        Near(Nanoseconds(counted), run.Tree.CpuTime, 0.1);
        Assert.InRange(run.Tree.Unseen, run.Tree.CpuTime * 0.9, run.Tree.CpuTime);
    }

    [Fact]
    public void Without_proc_all_is_unseen_and_counted_all_the_same()
    {
        using var run = new TreeRun(() => null, ["children", "20", "10"], new PseudoFs("/nonexistent"));
        run.ScanToTheEnd();

        Near(Nanoseconds(run.Pipes.Rest()[^1]), run.Tree.CpuTime, 0.04);
        Assert.Empty(run.Tree.Processes);
        Assert.Equal(run.Tree.CpuTime, run.Tree.Unseen);
    }

    [Fact]
    public void What_runs_on_during_a_scan_is_not_taken_for_unseen()
    {
        var clock = new AheadClock(TimeSpan.FromSeconds(10));
        using var run = new TreeRun(() => clock, ["burn", "100"]);
        clock.Pid = run.Reaper.Pid;
        run.ScanToTheEnd();

        Assert.InRange(run.Tree.Processes[0].Own, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(120));
        Assert.InRange(run.Tree.Unseen, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Forgotten_processes_stay_in_the_total()
    {
        using var run = new TreeRun(() => null, ["children", "10", "30"]);
        run.ScanToTheEnd();
        TimeSpan total = run.Tree.CpuTime;

        run.Tree.Forget(_ => true);
        Assert.Empty(run.Tree.Processes);
        Assert.Equal((total, total), (run.Tree.CpuTime, run.Tree.Unseen));

        run.Scan();
        Assert.Equal((total, total), (run.Tree.CpuTime, run.Tree.Unseen));
    }

    [Fact]
    public void A_child_in_a_group_of_the_observers_own_is_reaped_and_not_counted()
    {
        int own = 0;
        using var run = new TreeRun(() => null, ["wait"], foreignGroup: group => group == own);
        using Bystander helper = Bystander.Start("group", "attached", "50", "50");
        helper.Disown();
        own = helper.Pid;
        _ = helper.Pipes.Next();
        run.Scan();
        Assert.Equal(1, run.Tree.Live);

        helper.Pipes.Open();
        _ = helper.Pipes.Rest();
        run.Pipes.Open();
        run.ScanToTheEnd();

        Assert.Equal(run.Reaper.Pid, Assert.Single(run.Tree.Processes).Key.Pid);
        Assert.InRange(run.Tree.CpuTime, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Ten_thousand_threads_are_one_process_with_the_time_of_all()
    {
        using var run = new TreeRun(() => null, ["threads", "10000"]);
        long made = run.Pipes.Next();
        if (made < 10000) run.Pipes.Open();
        Assert.SkipWhen(made < 10000, $"only {made} threads are allowed here (ulimit -u, kernel.threads-max, pids cgroup)");
        TimeSpan so_far = Nanoseconds(run.Pipes.Next());
        run.Scan();

        TreeProcess process = Assert.Single(run.Tree.Processes);
        Assert.InRange(process.Own, so_far, so_far * 2); // the last of them may still be on their way to the gate
        Assert.Equal(1, run.Tree.Live);

        run.Pipes.Open();
        run.ScanToTheEnd();
        Near(Nanoseconds(run.Pipes.Rest()[^1]), run.Tree.CpuTime, 0.05);
    }

    [Fact]
    public void A_name_is_followed_when_it_changes()
    {
        using var run = new TreeRun(() => null, ["name", "two\nlines)"]);
        run.Pipes.Next();
        run.Scan();
        Assert.Equal("two\uFFFDlines)", Assert.Single(run.Tree.Processes).Name);
    }

    [Fact]
    public void A_signal_reaches_the_command_and_tells_how_it_ended()
    {
        using var run = new TreeRun(() => null, ["wait"]);
        run.Scan();
        run.Reaper.Signal(15);
        run.ScanToTheEnd();
        Assert.Equal(new CommandEnd(null, 15), run.Reaper.End);
    }

    internal static long StartOf(int pid)
    {
        string line = File.ReadAllText($"/proc/{pid}/stat");
        return long.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[22 - 3], CultureInfo.InvariantCulture);
    }

    internal static TimeSpan Nanoseconds(long count) => new(count / 100);

    internal static void Near(TimeSpan expected, TimeSpan actual, double tolerance)
        => Assert.InRange(actual / expected, 1 - tolerance, 1 + tolerance);

    /// <summary>The clock of a tree of which one process can be seen, and the others, which can't, have had some time.</summary>
    private sealed class AheadClock(TimeSpan unseen) : ITreeClock
    {
        internal int Pid { get; set; }

        public string Name => "cgroup";

        public bool Replaces => true;

        public void Enter()
        {
        }

        public void Leave()
        {
        }

        public bool TryRead(out TimeSpan cpuTime)
        {
            bool read = PidClock.TryRead(Pid, out TimeSpan seen);
            cpuTime = unseen + seen;
            return read;
        }

        public void Dispose()
        {
        }
    }
}
