using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>All processes of a made-up machine.</summary>
public sealed class MachineProcessesTests : IDisposable
{
    private const int Shell = 100, Child = 101, Grandchild = 102;

    private readonly FakeMachine _machine = new();

    [Fact]
    public void Who_was_there_counts_from_the_begin_and_who_comes_later_from_birth()
    {
        _machine.Bear(Shell, 1);
        _machine.Work(Shell, 5000);
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Child, Shell);
        _machine.Work(Shell, 30);
        _machine.Work(Child, 40);
        _machine.Scan(processes);

        Assert.Equal((Milliseconds(30), Milliseconds(5000)), (Row(processes, Shell).CpuTime, Row(processes, Shell).Before));
        Assert.Equal((Milliseconds(40), TimeSpan.Zero), (Row(processes, Child).CpuTime, Row(processes, Child).Before));
        Assert.Equal(Milliseconds(70), processes.CpuTime);
        Assert.Equal(3, processes.Live);
    }

    [Fact]
    public void Who_shows_more_than_there_was_to_use_was_there_before()
    {
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(Shell, 1);
        _machine.Work(Shell, 3_600_000);
        _machine.Scan(processes);
        _machine.Work(Shell, 20);
        _machine.Scan(processes);
        Assert.Equal((Milliseconds(20), Milliseconds(3_600_000)), (Row(processes, Shell).CpuTime, Row(processes, Shell).Before));
    }

    [Fact]
    public void A_pid_that_is_used_again_is_another_process()
    {
        _machine.Bear(Shell, 1);
        using MachineProcesses processes = _machine.Watch();
        _machine.Work(Shell, 50);
        _machine.Scan(processes);
        _machine.End(Shell);
        _machine.Pass(1);
        _machine.Bear(Shell, 1);
        _machine.Work(Shell, 70);
        _machine.Scan(processes);

        TreeProcess[] rows = [.. processes.Processes.Where(process => process.Key.Pid == Shell)];
        Assert.Equal([(true, Milliseconds(50)), (false, Milliseconds(70))], rows.Select(row => (row.Exited, row.CpuTime)));
        Assert.Equal(ProcessState.Ended, rows[0].State);
    }

    [Fact]
    public void Children_that_nobody_saw_are_charged_to_the_parent_that_waited()
    {
        _machine.Bear(Shell, 1);
        using MachineProcesses processes = _machine.Watch();
        for (int tick = 1; tick <= 5; tick++)
        {
            _machine.WorkUnseen(200);
            _machine.Wait(Shell, Milliseconds(200));
            _machine.Scan(processes);
            Assert.Equal(Milliseconds(200 * tick), Row(processes, Shell).ShortLived);
        }
    }

    [Fact]
    public void A_child_that_was_seen_is_not_charged_again_when_it_is_waited_for()
    {
        _machine.Bear(Shell, 1);
        _machine.Bear(Child, Shell);
        _machine.Work(Child, 8000);
        using MachineProcesses processes = _machine.Watch();
        _machine.Work(Child, 100);
        _machine.Scan(processes);

        // Its last 30 ms are between two scans, and something else is at work that nobody sees.
        _machine.Work(Child, 30);
        _machine.WorkUnseen(500);
        _machine.End(Child);
        _machine.Scan(processes);
        _machine.WorkUnseen(500);
        _machine.Scan(processes);
        Assert.Equal(Milliseconds(30), Row(processes, Shell).ShortLived);
        Assert.Equal(Milliseconds(100), Row(processes, Child).CpuTime);
    }

    [Fact]
    public void A_sum_of_children_that_comes_a_scan_late_is_awaited()
    {
        _machine.Bear(Shell, 1);
        _machine.Bear(Child, Shell);
        using MachineProcesses processes = _machine.Watch();
        _machine.Work(Child, 400);
        _machine.Scan(processes);
        _machine.WorkUnseen(900);
        _machine.End(Child, waitedFor: false);
        _machine.Scan(processes);
        _machine.Wait(Shell, Milliseconds(400));
        _machine.WorkUnseen(900);
        _machine.Scan(processes);
        Assert.Equal(TimeSpan.Zero, Row(processes, Shell).ShortLived);
    }

    [Fact]
    public void An_orphan_is_awaited_by_who_takes_it_over()
    {
        _machine.Bear(Shell, 1);
        _machine.Bear(Child, Shell);
        _machine.Work(Child, 5000);
        using MachineProcesses processes = _machine.Watch();
        _machine.End(Shell);
        _machine.Scan(processes);
        _machine.Scan(processes);
        Assert.Equal(1, Row(processes, Child).ParentNow);

        _machine.WorkUnseen(3000);
        _machine.End(Child);
        _machine.Scan(processes);
        Assert.Equal(TimeSpan.Zero, Row(processes, 1).ShortLived);
    }

    [Fact]
    public void No_more_is_granted_than_the_machine_has_used()
    {
        _machine.Bear(Shell, 1);
        _machine.Bear(Child, 1);
        using MachineProcesses processes = _machine.Watch();
        _machine.WorkUnseen(100);
        _machine.Wait(Shell, Milliseconds(600));
        _machine.Wait(Child, Milliseconds(200));
        _machine.Scan(processes);
        Assert.Equal(75, Row(processes, Shell).ShortLived.TotalMilliseconds, 0.1);
        Assert.Equal(25, Row(processes, Child).ShortLived.TotalMilliseconds, 0.1);
    }

    [Fact]
    public void What_nobody_waits_for_is_nobodys()
    {
        using MachineProcesses processes = _machine.Watch();
        TimeSpan before = Busy(processes);
        _machine.WorkUnseen(300);
        _machine.WorkOwn(50);
        _machine.Scan(processes);
        Assert.Equal(TimeSpan.Zero, processes.CpuTime);
        Assert.Equal(Milliseconds(350), Busy(processes) - before);
    }

    [Fact]
    public void An_account_that_comes_late_is_no_unseen_work_when_it_comes()
    {
        _machine.Bear(Shell, 1);
        using MachineProcesses processes = _machine.Watch();
        TimeSpan before = Busy(processes);
        for (int i = 0; i < 50; i++)
        {
            _machine.Work(Shell, 10, late: i % 2 == 0);
            if (i % 2 == 1) _machine.WorkUnseen(10);
            _machine.Scan(processes);
            Assert.Equal(processes.CpuTime, Busy(processes) - before);
        }
    }

    [Fact]
    public void An_account_that_leaves_something_out_for_good_does_not_hide_what_is_unseen_later()
    {
        _machine.Bear(Shell, 1);
        using MachineProcesses processes = _machine.Watch();
        _machine.Work(Shell, 900, late: true);
        _machine.Scan(processes);
        TimeSpan before = Busy(processes);
        _machine.WorkUnseen(700);
        _machine.Scan(processes);
        Assert.Equal(600, (Busy(processes) - before).TotalMilliseconds, 0.01);
    }

    [Fact]
    public void A_scan_at_which_the_account_can_not_be_read_loses_nothing()
    {
        _machine.Bear(Shell, 1);
        using MachineProcesses processes = _machine.Watch();
        TimeSpan before = Busy(processes);
        _machine.Tells = false;
        _machine.WorkUnseen(100);
        _machine.Wait(Shell, Milliseconds(100));
        _machine.Scan(processes);
        Assert.False(processes.Cpu.TryRead(new TimeSpan[1]));
        _machine.Tells = true;
        _machine.Scan(processes);
        Assert.Equal(Milliseconds(100), Row(processes, Shell).ShortLived);
        Assert.InRange((Busy(processes) - before).TotalMilliseconds, 100, 100.01);
    }

    [Fact]
    public void Threads_of_the_kernel_are_one_row()
    {
        _machine.Bear(2, 0, "kthreadd", kernel: true);
        _machine.Bear(17, 2, "kworker/0:1", kernel: true);
        _machine.Work(17, 500);
        using MachineProcesses processes = _machine.Watch();
        _machine.Bear(18, 2, "kworker/1:1", kernel: true);
        _machine.Work(17, 20);
        _machine.Work(18, 30);
        _machine.Scan(processes);
        TreeProcess kernel = Row(processes, 2);
        Assert.Equal(("[kernel]", Milliseconds(50), Milliseconds(500), 3), (kernel.Name, kernel.CpuTime, kernel.Before, kernel.Threads));
        Assert.Equal(["[kernel]", "init"], processes.Processes.Select(process => process.Name).Order(StringComparer.Ordinal));

        _machine.End(17, waitedFor: false);
        _machine.Work(18, 5);
        _machine.Scan(processes);
        Assert.Equal((Milliseconds(55), 2, ProcessState.Running), (kernel.CpuTime, kernel.Threads, kernel.State));
    }

    [Fact]
    public void A_pid_of_a_kernel_thread_that_a_program_gets_is_the_programs()
    {
        _machine.Bear(2, 0, "kthreadd", kernel: true);
        _machine.Bear(17, 2, "kworker/0:1", kernel: true);
        _machine.Work(17, 5);
        using MachineProcesses processes = _machine.Watch();
        _machine.End(17, waitedFor: false);
        _machine.Bear(17, 1, "program");
        _machine.Work(17, 300);
        _machine.Scan(processes);
        _machine.Scan(processes);
        Assert.Equal("program", Row(processes, 17).Name);
        Assert.Equal(1, Row(processes, 2).Threads);
    }

    [Fact]
    public void EcoCode_itself_has_no_row()
    {
        _machine.Bear(FakeMachine.Own, 1, "ecocode");
        using MachineProcesses processes = _machine.Watch();
        Assert.DoesNotContain(processes.Processes, process => process.Name == "ecocode");
    }

    [Fact]
    public void Without_clocks_the_sampled_times_stand_in()
    {
        _machine.Bear(Shell, 1);
        _machine.Work(Shell, 500);
        using MachineProcesses processes = _machine.Watch(clocks: false);
        _machine.Work(Shell, 125);
        _machine.Scan(processes);
        Assert.Equal((Milliseconds(120), "stat"), (Row(processes, Shell).CpuTime, processes.Method));
        _machine.End(Shell);
        _machine.Scan(processes);
        Assert.True(Row(processes, Shell).Exited);
    }

    [Fact]
    public void Where_the_first_process_is_hidden_so_are_others()
    {
        using MachineProcesses open = _machine.Watch();
        _machine.Hide(1);
        using MachineProcesses hidden = _machine.Watch();
        Assert.Equal((ProcessSight.All, ProcessSight.OwnOnly), (open.Sight, hidden.Sight));
    }

    [Fact]
    public void A_storm_of_short_processes_leaves_nothing_behind()
    {
        _machine.Bear(Shell, 1);
        using MachineProcesses processes = _machine.Watch();
        TimeSpan worked = TimeSpan.Zero;
        for (int tick = 0; tick < 40; tick++)
        {
            for (int i = 0; i < 20; i++) _machine.Bear(Grandchild + (tick * 20) + i, Shell);
            for (int i = 0; i < 20; i++) _machine.Work(Grandchild + (tick * 20) + i, 2);
            worked += Milliseconds(40);
            _machine.Scan(processes);
            for (int i = 0; i < 20; i++) _machine.End(Grandchild + (tick * 20) + i);
            processes.Forget(_ => true);
            Assert.InRange(processes.Processes.Count, 2, 42);
            Assert.Equal(worked, processes.CpuTime - Row(processes, Shell).Own - Row(processes, Shell).ShortLived);
            Assert.Equal(processes.CpuTime, processes.Processes.Aggregate(processes.Unseen, (sum, process) => sum + process.CpuTime));
        }
    }

    [Fact]
    public void What_is_not_nobodys_is_never_more_than_the_machine_has_used()
    {
        var random = new Random(7);
        using MachineProcesses processes = _machine.Watch();
        TimeSpan before = Busy(processes), unseen = TimeSpan.Zero;
        List<int> alive = [1];
        int next = Shell;
        for (int tick = 0; tick < 100; tick++)
        {
            for (int births = random.Next(4); births > 0; births--)
            {
                _machine.Bear(next, alive[random.Next(alive.Count)]);
                alive.Add(next++);
            }

            foreach (int pid in alive) _machine.Work(pid, random.Next(100), late: random.Next(10) == 0);
            if (random.Next(2) == 0)
            {
                _machine.WorkUnseen(random.Next(300));
                _machine.Wait(alive[random.Next(alive.Count)], Milliseconds(random.Next(300)));
            }

            for (int deaths = random.Next(4); deaths > 0 && alive.Count > 1; deaths--)
            {
                int pid = alive[random.Next(1, alive.Count)];
                alive.Remove(pid);
                _machine.End(pid, waitedFor: alive.Contains(_machine.ParentOf(pid)) && random.Next(5) > 0);
            }

            _machine.Tells = random.Next(10) > 0;
            _machine.Scan(processes);
            if (!_machine.Tells) continue;
            TimeSpan nobodys = Busy(processes) - before - processes.CpuTime;
            Assert.True(nobodys >= unseen, $"tick {tick}: {nobodys} after {unseen}");
            unseen = nobodys;
        }
    }

    public void Dispose() => _machine.Dispose();

    private static TreeProcess Row(MachineProcesses processes, int pid) => processes.Processes.Last(process => process.Key.Pid == pid);

    private static TimeSpan Busy(MachineProcesses processes)
    {
        var busy = new TimeSpan[1];
        Assert.True(processes.Cpu.TryRead(busy));
        return busy[0];
    }

    private static TimeSpan Milliseconds(double value) => TimeSpan.FromMilliseconds(value);
}
