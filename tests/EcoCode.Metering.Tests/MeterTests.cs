using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests;

public sealed class MeterTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _counter;

    public MeterTests() => _counter = _machine.HasCpuCounter();

    [Fact]
    public void A_steady_run_tells_its_figures()
    {
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin();
        for (int i = 0; i < 10; i++) Tick(meter, process, joules: 2, last: i == 9);
        Assert.Equal(new LiveFigures(10 * Tenth, Energy.FromJoules(20), Power.FromWatts(20), 1), meter.Latest);
        MeterResult result = meter.Result();
        Assert.Equal((10 * Tenth, 10 * Tenth, 4.0), (result.Duration, result.TreeCpuTime, result.Processors));
        Assert.Equal(20, result.PeakPower.Watts, precision: 9);
        Assert.Equal(20, Assert.Single(result.Processes).Energy.Joules);
    }

    [Fact]
    public void A_clock_in_steps_of_10_ms_is_given_a_hundred_of_them_before_a_settlement()
    {
        _machine.Cpu.Grain = TimeSpan.FromMilliseconds(10);
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin();
        for (int i = 1; i <= 9; i++)
        {
            Tick(meter, process, joules: 2);
            Assert.Equal(Energy.Zero, meter.Latest.Energy);
        }

        Tick(meter, process, joules: 2);
        Assert.Equal(20, meter.Latest.Energy.Joules);
        Tick(meter, process, joules: 2);
        Assert.Equal(20, meter.Latest.Energy.Joules);
    }

    [Fact]
    public void Such_a_clock_is_waited_for_no_longer_than_to_the_next_whole_second()
    {
        _machine.Cpu.Grain = TimeSpan.FromMilliseconds(10);
        Meter meter = _machine.Begin();
        var settled = new List<TimeSpan>();
        for (int i = 1; i <= 45; i++)
        {
            _machine.Tick(meter, Tenth);
            if (settled.LastOrDefault() != meter.Latest.Elapsed) settled.Add(meter.Latest.Elapsed);
        }

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)], settled);
    }

    [Fact]
    public void The_last_tick_always_settles()
    {
        _machine.Cpu.Grain = TimeSpan.FromMilliseconds(10);
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin();
        Tick(meter, process, joules: 2, last: true);
        Assert.Equal(2, meter.Latest.Energy.Joules);
    }

    [Fact]
    public void Energy_waits_until_the_machines_time_can_be_told_again()
    {
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin();
        _machine.Cpu.Work(Tenth);
        _machine.Cpu.Tells = false;
        Tick(meter, process, joules: 2);
        Assert.Equal(Energy.Zero, meter.Latest.Energy);
        _machine.Cpu.Work(Tenth);
        _machine.Cpu.Tells = true;
        Tick(meter, process, joules: 2, last: true);
        SourceTrack track = Assert.Single(meter.Result().Tracks);
        Assert.Equal((2.0, 2.0), (track.Tree.Joules, track.Others.Joules));
    }

    [Fact]
    public void A_time_that_cannot_be_told_at_the_end_leaves_the_energy_to_who_is_known_to_have_run()
    {
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin();
        _machine.Cpu.Work(Tenth);
        Tick(meter, process, joules: 2);
        _machine.Cpu.Work(Tenth);
        _machine.Cpu.Tells = false;
        Tick(meter, process, joules: 2, last: true);
        SourceTrack track = Assert.Single(meter.Result().Tracks);
        Assert.Equal((3.0, 1.0, 0.0), (track.Tree.Joules, track.Others.Joules, track.Idle.Joules));
    }

    [Fact]
    public void Sleep_is_told_of_from_the_begin_on()
    {
        TreeProcess process = _machine.Tree.Bear(1, 0);
        _machine.Suspended = TimeSpan.FromHours(3);
        Meter meter = _machine.Begin();
        Tick(meter, process, joules: 2);
        _machine.Suspended += TimeSpan.FromHours(1);
        _machine.Clock.SetWallClock(TimeSpan.FromHours(1));
        Tick(meter, process, joules: 2, last: true);
        Assert.Equal([new Gap(GapKind.Suspend, TimeSpan.FromHours(1))], meter.Result().Gaps);
    }

    [Fact]
    public void Reading_the_sensors_between_ticks_keeps_wraps_and_changes_nothing_else()
    {
        var machine = new ScriptedMachine();
        var counter = new ScriptedCounter("small", Energy.FromJoules(100));
        machine.Has(Component.Cpu, Source(counter));
        TreeProcess process = machine.Tree.Bear(1, 0);
        Meter meter = machine.Begin();
        for (int i = 0; i < 10; i++)
        {
            counter.Count(Energy.FromJoules(40));
            machine.Work(process, Tenth);
            machine.Clock.Pass(Tenth / 2);
            meter.ReadCounters();
        }

        Assert.Equal(Energy.Zero, meter.Latest.Energy);
        machine.Tick(meter, Tenth, last: true);
        Assert.Equal(400, meter.Latest.Energy.Joules);
        Assert.Equal(new TrackState { Wraps = 4 }, Assert.Single(meter.Result().Tracks).State);
    }

    [Fact]
    public void Thousands_of_short_processes_leave_few_rows_and_exact_sums()
    {
        const int Count = 5000, Most = 100;
        TreeProcess root = _machine.Tree.Bear(1, 0, "root");
        Meter meter = _machine.Begin(new MeterOptions { MostEndedRows = Most });
        for (int i = 1; i <= Count; i++)
        {
            TreeProcess child = _machine.Tree.Bear(1 + i, 1);
            _machine.Work(child, TimeSpan.FromMicroseconds(i));
            ScriptedTree.End(child);
            _counter.Count(Energy.FromMicrojoules(i));
            if (i == Count / 2) ScriptedTree.End(root);
            _machine.Tick(meter, Tenth, last: i == Count);
            Assert.InRange(meter.Result().Processes.Count, 1, (2 * Most) + 1);
        }

        MeterResult result = meter.Result();
        long whole = (long)Count * (Count + 1) / 2;
        Assert.Equal(whole, meter.Latest.Energy.Microjoules);
        Assert.Equal(whole, (result.UnseenEnergy + Energy.FromMicrojoules(result.Processes.Sum(process => process.Energy.Microjoules))).Microjoules);
        Assert.Equal(TimeSpan.FromMicroseconds(whole), result.UnseenCpuTime + result.Processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.CpuTime));

        // Who used most has a row to the end, and so has the root, which used nothing.
        Assert.Equal(root.Key, result.Processes[0].Key);
        Assert.Equal(Enumerable.Range(Count + 2 - Most, Most), result.Processes.Select(process => process.Key.Pid).TakeLast(Most));
    }

    [Fact]
    public void A_tick_allocates_nothing_once_all_processes_are_known()
    {
        var machine = new ScriptedMachine(0, 1) { SocketOf = [0, 1] };
        ScriptedCounter cpu = new("cpu", Energy.FromJoules(262_143)), dram = new("dram"), spare = new("spare");
        machine.Has(Component.Cpu, Source(cpu), Source(spare));
        machine.Has(Component.Dram, Source(dram, Component.Dram));
        machine.Has(Component.Platform, Source(new ScriptedGauge("platform") { Watts = 90 }, Component.Platform));
        TreeProcess[] processes = [.. Enumerable.Range(1, 50).Select(pid => machine.Tree.Bear(pid, 0, "work", 1 << 20))];
        Meter meter = machine.Begin();
        for (int i = 0; i < 100; i++) Live();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Live();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Live()
        {
            foreach (TreeProcess process in processes) machine.Work(process, TimeSpan.FromMilliseconds(3), processor: process.Key.Pid % 2);
            machine.Own += TimeSpan.FromMicroseconds(200);
            cpu.Count(Energy.FromJoules(4));
            dram.Count(Energy.FromJoules(1));
            machine.Tick(meter, Tenth);
        }
    }

    private void Tick(Meter meter, TreeProcess process, double joules, bool last = false)
    {
        _machine.Work(process, Tenth);
        _counter.Count(Energy.FromJoules(joules));
        _machine.Tick(meter, Tenth, last);
    }
}
