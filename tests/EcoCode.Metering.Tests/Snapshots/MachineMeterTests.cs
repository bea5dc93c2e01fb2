using EcoCode.Host;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Snapshots;

public sealed class MachineMeterTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();

    [Fact]
    public void A_tick_tells_who_used_what()
    {
        ScriptedCounter counter = _machine.HasCpuCounter(relativeBand: 0.05);
        MachineMeter meter = _machine.BeginWhole();
        Assert.Null(meter.Latest);
        TreeProcess one = _machine.Tree.Bear(1, 0, "one", 1 << 20), other = _machine.Tree.Bear(2, 1, "other");
        (one.Before, one.Threads, one.State, one.UserId, one.User) = (TimeSpan.FromHours(1), 3, ProcessState.Sleeping, 1000, "alice");
        _machine.Work(one, 0.6 * Second);
        _machine.Work(other, 0.2 * Second);
        _machine.Cpu.Work(0.15 * Second);
        _machine.Cpu.Work(0.05 * Second);
        _machine.Own = 0.05 * Second;
        counter.Count(Energy.FromJoules(20));
        _machine.Tick(meter, 2 * Second);

        MachineSnapshot now = meter.Latest!;
        Assert.Equal((1L, 2 * Second, 2 * Second, _machine.Clock.GetUtcNow()), (now.Number, now.Elapsed, now.Interval, now.Taken));
        ProcessReading reading = now.Processes[0];
        Assert.Equal((new ProcessKey(1, 1), 0, "one", 1000, "alice", 3, ProcessState.Sleeping, 1L << 20), (reading.Key, reading.Parent, reading.Name, reading.UserId, reading.User, reading.Threads, reading.State, reading.ResidentBytes));
        Assert.Equal((12.0, 6.0, 0.3), (reading.Energy.Cpu.Joules, reading.Power.Total.Watts, Math.Round(reading.Cores, 9)));
        Assert.Equal(TimeSpan.FromHours(1) + (0.6 * Second), reading.CpuTime);
        Assert.Equal([4.0, 3.0, 1.0, 0.0, 0.0], new[] { now.Processes[1].Energy, now.Unseen.Energy, now.EcoCode.Energy, now.IdleAndRest.Energy, now.Ended.Energy }.Select(energy => energy.Total.Joules));
        Assert.Equal((0.5, 0.075, 0.025), (Math.Round(now.Cores, 9), Math.Round(now.Unseen.Cores, 9), Math.Round(now.EcoCode.Cores, 9)));
        Assert.Equal((10.0, 1.0), (now.Power.Total.Watts, now.Band.HalfWidthJoules));
        SourceReading source = Assert.Single(now.Sources);
        Assert.Equal((20.0, 10.0, SourceState.Reading, ReadOutcome.Ok), (source.Energy.Joules, source.Power.Watts, source.State, source.LastFailure));
        SnapshotLaws.Hold(now, null);
    }

    [Fact]
    public void Who_ended_is_told_of_for_30_s_and_its_energy_for_good()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        MachineMeter meter = _machine.BeginWhole();
        TreeProcess one = _machine.Tree.Bear(1, 0), brief = _machine.Tree.Bear(2, 1);
        Tick(meter, counter, one, brief);
        ScriptedTree.End(brief);
        Tick(meter, counter, one);
        DateTimeOffset ended = _machine.Clock.GetUtcNow();
        Assert.Equal(ended, meter.Latest!.Processes[1].Ended);
        for (int i = 0; i < 30; i++)
        {
            MachineSnapshot before = meter.Latest!;
            Tick(meter, counter, one);
            SnapshotLaws.Hold(meter.Latest!, before);
            Assert.Equal((ended, 5.0, 0.0), (meter.Latest!.Processes[1].Ended, meter.Latest.Processes[1].Energy.Total.Joules, meter.Latest.Processes[1].Power.Total.Watts));
        }

        MachineSnapshot last = meter.Latest!;
        Tick(meter, counter, one);
        SnapshotLaws.Hold(meter.Latest!, last);
        Assert.Single(meter.Latest!.Processes);
        Assert.Equal((5.0, 0.0), (meter.Latest.Ended.Energy.Total.Joules, meter.Latest.Ended.Power.Total.Watts));
    }

    [Fact]
    public void Who_did_nothing_keeps_its_object()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        MachineMeter meter = _machine.BeginWhole();
        TreeProcess one = _machine.Tree.Bear(1, 0), idle = _machine.Tree.Bear(2, 1);
        Tick(meter, counter, one, idle);
        Tick(meter, counter, one);
        MachineSnapshot before = meter.Latest!;
        Assert.Equal(0, before.Processes[1].Power.Total.Watts);
        Tick(meter, counter, one);
        Assert.NotSame(before.Processes[0], meter.Latest!.Processes[0]);
        Assert.Same(before.Processes[1], meter.Latest.Processes[1]);
        idle.State = ProcessState.Stopped;
        Tick(meter, counter, one);
        Assert.Equal(ProcessState.Stopped, meter.Latest!.Processes[1].State);
    }

    [Fact]
    public void A_container_keeps_the_energy_of_its_ended_processes_until_it_is_gone_itself()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        MachineMeter meter = _machine.BeginWhole();
        TreeProcess one = _machine.Tree.Bear(1, 0), inside = _machine.Tree.Bear(2, 1);
        inside.Group = new ProcessGroup { ContainerId = "c", Runtime = ContainerRuntime.Podman };
        Tick(meter, counter, one, inside);
        ScriptedTree.End(inside);
        for (int i = 0; i < 60; i++) Tick(meter, counter, one);
        GroupReading container = meter.Latest!.Groups.Single(group => group is { Kind: GroupKind.Container, Id: "c" });
        Assert.Equal((5.0, 0.0, 0, ContainerRuntime.Podman), (container.Energy.Total.Joules, container.Power.Total.Watts, container.Processes, container.Group!.Runtime));
        for (int i = 0; i < 10; i++)
        {
            MachineSnapshot before = meter.Latest!;
            counter.Count(Energy.FromJoules(600));
            _machine.Work(one, Second);
            _machine.Tick(meter, 60 * Second);
            SnapshotLaws.Hold(meter.Latest!, before);
        }

        Assert.DoesNotContain(meter.Latest!.Groups, group => group.Id == "c");
        GroupReading gone = meter.Latest.Groups.Single(group => group is { Kind: GroupKind.Container, Id: GroupReading.Gone });
        Assert.Equal((5.0, 0.0), (gone.Energy.Total.Joules, gone.Power.Total.Watts));
    }

    [Fact]
    public void A_process_that_moves_takes_nothing_with_it()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        MachineMeter meter = _machine.BeginWhole();
        TreeProcess one = _machine.Tree.Bear(1, 0);
        one.Group = new ProcessGroup { Unit = "a.service" };
        Tick(meter, counter, one);
        one.Group = new ProcessGroup { Unit = "b.service" };
        Tick(meter, counter, one);
        Tick(meter, counter, one);
        Assert.Equal([("a.service", 10.0, 0), ("b.service", 20.0, 1)], meter.Latest!.Groups.Where(group => group.Kind == GroupKind.Unit).Select(group => (group.Id, group.Energy.Total.Joules, group.Processes)));
    }

    [Fact]
    public void A_source_that_is_lost_says_so_and_keeps_what_it_had()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        MachineMeter meter = _machine.BeginWhole();
        TreeProcess one = _machine.Tree.Bear(1, 0);
        Tick(meter, counter, one);
        counter.Outcome = ReadOutcome.Denied;
        Tick(meter, counter, one);
        SourceReading lost = Assert.Single(meter.Latest!.Sources);
        Assert.Equal((SourceState.Lost, ReadOutcome.Denied, 1, 10.0, 0.0), (lost.State, lost.LastFailure, lost.Failures, lost.Energy.Joules, lost.Power.Watts));
        counter.Outcome = ReadOutcome.Ok;
        Tick(meter, counter, one);
        Assert.Equal((SourceState.Reading, 30.0), (Assert.Single(meter.Latest!.Sources).State, meter.Latest.Energy.Total.Joules));
    }

    [Fact]
    public void A_meter_of_the_whole_machine_counts_with_what_it_shows_beyond_the_parts()
    {
        ScriptedCounter counter = _machine.HasCpuCounter(), wall = new("wall");
        _machine.Has(Component.Platform, Source(wall, Component.Platform) with { Limit = Power.FromWatts(300) });
        MachineMeter meter = _machine.BeginWhole();
        wall.Count(Energy.FromJoules(25));
        Tick(meter, counter, _machine.Tree.Bear(1, 0));
        SourceReading platform = meter.Latest!.Sources.Single(source => source.Component == Component.Platform);
        Assert.Equal((15.0, 15.0, 25.0, 25.0, 300.0), (platform.Energy.Joules, platform.Power.Watts, platform.Shown.Joules, platform.ShownPower.Watts, platform.Limit!.Value.Watts));
        Assert.Equal((10.0, 15.0, 25.0), (meter.Latest.Energy.Cpu.Joules, meter.Latest.Energy.Other.Joules, meter.Latest.Energy.Total.Joules));
    }

    [Fact]
    public void A_GPU_tells_of_itself_and_of_who_uses_it()
    {
        _machine.HasCpuCounter();
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        MachineMeter meter = _machine.BeginWhole();
        TreeProcess one = _machine.Tree.Bear(1, 0);
        _machine.Work(one, 0.1 * Second);
        gpu.Work(1, 0.5 * Second);
        gpu.Hold(1, 3L << 30);
        gpu.Celsius = 61;
        counter.Count(Energy.FromJoules(200));
        _machine.Tick(meter, 2 * Second);
        SourceReading source = meter.Latest!.Sources.Single(reading => reading.Component == Component.Gpu);
        Assert.Equal((0.25, 3L << 30, 61.0), (source.Gpu!.Utilisation, source.Gpu.MemoryUsedBytes, source.Gpu.Celsius));
        ProcessReading process = Assert.Single(meter.Latest.Processes);
        Assert.Equal((200.0, 100.0, 0.25, 3L << 30), (process.Energy.Gpu.Joules, process.GpuPower.Watts, process.GpuUse, process.GpuMemoryBytes));

        gpu.Hold(1, 0);
        _machine.Tick(meter, Second);
        Assert.Equal((0.0, 0L), (meter.Latest.Processes[0].GpuUse, meter.Latest.Processes[0].GpuMemoryBytes));
    }

    [Fact]
    public void A_time_that_can_not_be_told_makes_no_snapshot_and_loses_nothing()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        MachineMeter meter = _machine.BeginWhole();
        TreeProcess one = _machine.Tree.Bear(1, 0);
        Tick(meter, counter, one);
        MachineSnapshot before = meter.Latest!;
        _machine.Cpu.Tells = false;
        Tick(meter, counter, one);
        Assert.Same(before, meter.Latest);
        _machine.Cpu.Tells = true;
        Tick(meter, counter, one);
        Assert.Equal((2 * Second, 30.0), (meter.Latest!.Interval, meter.Latest.Processes[0].Energy.Total.Joules));
    }

    [Fact]
    public void A_tick_in_which_nothing_is_new_allocates_the_snapshot_only()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        MachineMeter meter = _machine.BeginWhole();
        TreeProcess[] processes = [.. Enumerable.Range(1, 300).Select(pid => _machine.Tree.Bear(pid, 0))];
        for (int i = 0; i < 20; i++) Tick(meter, counter, processes[0], processes[1]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) Tick(meter, counter, processes[0], processes[1]);

        // 300 references to processes and as many to trees, and the readings of the two that worked, of their groups and of the source.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 10, 1, (2 * 300 * 8) + 6000);
    }

    /// <summary>A second in which a CPU that drew 10 W worked for some, equally.</summary>
    private void Tick(MachineMeter meter, ScriptedCounter counter, params TreeProcess[] working)
    {
        foreach (TreeProcess process in working) _machine.Work(process, 0.1 * Second);
        counter.Count(Energy.FromJoules(10));
        _machine.Tick(meter, Second);
    }
}
