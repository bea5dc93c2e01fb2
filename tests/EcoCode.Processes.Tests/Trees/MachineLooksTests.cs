using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>When the processes of a made-up machine are found, looked at and described.</summary>
public sealed class MachineLooksTests : IDisposable
{
    private const int Shell = 100, Child = 101;

    private readonly FakeMachine _machine = new();

    [Fact]
    public void Users_and_cgroups_are_told_and_told_anew_soon_after_the_start()
    {
        _machine.Users("root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/nowhere:/bin/sh\n");
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Shell, 1, user: 0, cgroup: "/system.slice/cron.service");
        _machine.Scan(processes);
        Assert.Equal((0, "root", "cron.service"), (Row(processes, Shell).UserId, Row(processes, Shell).User, Row(processes, Shell).Group.Unit));
        _machine.Describe(Shell, user: 1000, cgroup: "/user.slice/user-1000.slice/session-3.scope");
        _machine.Scan(processes);
        Assert.Equal((1000, "alice", "session-3.scope"), (Row(processes, Shell).UserId, Row(processes, Shell).User, Row(processes, Shell).Group.Unit));
        _machine.Describe(Shell, user: 4711, cgroup: "/");
        for (int i = 0; i < 31; i++) _machine.Scan(processes);
        Assert.Equal((4711, "4711"), (Row(processes, Shell).UserId, Row(processes, Shell).User));
    }

    [Fact]
    public void Who_runs_on_and_waits_for_nobody_is_looked_at_each_three_seconds_and_has_its_time_at_every_scan()
    {
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Shell, 1);
        for (int i = 0; i < 11; i++) _machine.Scan(processes);
        TimeSpan before = Row(processes, Shell).Own;
        var names = new List<string>();
        for (int i = 1; i <= 6; i++)
        {
            _machine.Execute(Shell, $"name {i}");
            _machine.Scan(processes);
            Assert.Equal(TimeSpan.FromMilliseconds(i), Row(processes, Shell).Own - before);
            names.Add(Row(processes, Shell).Name);
        }

        Assert.Equal(2, names.Distinct().Count(name => name != "work"));
    }

    [Fact]
    public void Who_has_had_a_child_is_told_at_once_of_those_that_nobody_saw_however_old_it_is()
    {
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Shell, 1);
        for (int i = 0; i < 20; i++) _machine.Scan(processes);
        _machine.Bear(Child, Shell);
        _machine.Work(Shell, 1);
        _machine.Scan(processes);
        for (int i = 0; i < 5; i++)
        {
            _machine.WorkUnseen(50);
            _machine.Wait(Shell, TimeSpan.FromMilliseconds(50));
            _machine.Scan(processes);
            Assert.Equal(TimeSpan.FromMilliseconds(50 * (i + 1)), Row(processes, Shell).ShortLived);
        }
    }

    [Fact]
    public void Between_two_listings_only_new_pids_are_tried_of_which_threads_are_none()
    {
        const int Born = 501, Thread = 502, Restored = 400;
        _machine.LastPid(500);
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Born, 1);
        _machine.Bear(Thread, 1);
        _machine.StopClock(Thread);
        _machine.Bear(Restored, 1);
        _machine.LastPid(Thread);
        _machine.Scan(processes);
        Assert.Equal([1, Born], processes.Processes.Select(process => process.Key.Pid));
        _machine.Hide(Thread);
        for (int i = 0; i < 10; i++) _machine.Scan(processes);
        Assert.Equal([1, Born, Restored], processes.Processes.Select(process => process.Key.Pid));
    }

    [Theory]
    [InlineData(500 + 257)]
    [InlineData(300)]
    public void Where_too_many_pids_are_new_or_they_began_again_all_are_listed(int last)
    {
        const int Born = 400;
        _machine.LastPid(500);
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Born, 1);
        _machine.LastPid(last);
        _machine.Scan(processes);
        Assert.Equal([1, Born], processes.Processes.Select(process => process.Key.Pid));
    }

    [Fact]
    public void What_has_been_as_it_is_for_long_is_looked_at_ever_more_rarely()
    {
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Shell, 1, user: 1);
        var seen = new List<int>();
        for (int second = 1; second <= 700; second++)
        {
            // Whoever reads it finds the second in which it was read.
            _machine.Describe(Shell, user: second, cgroup: "/");
            _machine.Scan(processes);
            if (Row(processes, Shell).UserId == second) seen.Add(second - 1);
        }

        Assert.Equal([0, 1, 5, 21, 85, 341, 597], seen);
    }

    [Fact]
    public void Another_program_is_told_of_anew_within_three_seconds()
    {
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Shell, 1, user: 0);
        for (int i = 0; i < 100; i++) _machine.Scan(processes);
        _machine.Describe(Shell, user: 1000, cgroup: "/b.service");
        _machine.Execute(Shell, "other");
        for (int i = 0; i < 3; i++) _machine.Scan(processes);
        Assert.Equal((1000, "b.service"), (Row(processes, Shell).UserId, Row(processes, Shell).Group.Unit));
    }

    [Fact]
    public void A_job_without_cgroups_is_told_by_the_environment_where_a_step_of_slurm_runs()
    {
        _machine.Bear(Shell, 1);
        _machine.Environ(Shell, "SLURM_JOB_ID=11\0");
        using (MachineProcesses without = _machine.Watch())
        {
            for (int i = 0; i < 3; i++) _machine.Scan(without);
            Assert.Null(Row(without, Shell).Group.SlurmJob);
        }

        _machine.Bear(Child, 1, "slurmstepd");
        using MachineProcesses processes = _machine.Watch();
        for (int i = 0; i < 3; i++) _machine.Scan(processes);
        Assert.Equal("11", Row(processes, Shell).Group.SlurmJob);
        Assert.Null(Row(processes, Child).Group.SlurmJob);
    }

    [Fact]
    public void Processes_of_one_cgroup_share_what_is_told_of_it()
    {
        _machine.Bear(Shell, 1, cgroup: "/a.service");
        _machine.Bear(Child, 1, cgroup: "/a.service");
        using MachineProcesses processes = _machine.Watch();
        Assert.Same(Row(processes, Shell).Group, Row(processes, Child).Group);
    }

    public void Dispose() => _machine.Dispose();

    private static TreeProcess Row(MachineProcesses processes, int pid) => processes.Processes.Last(process => process.Key.Pid == pid);
}
