using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Attribution;

/// <summary>One machine of four processors, one second, one process; who bears what in each mode.</summary>
public sealed class ModeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(AttributionMode.Busy)]
    [InlineData(AttributionMode.Capacity)]
    [InlineData(AttributionMode.Marginal)]
    public void At_full_load_without_a_baseline_all_modes_agree(AttributionMode mode)
    {
        SourceTrack cpu = Run(mode, tree: 3, others: 1, joules: 40);
        Assert.Equal((30.0, 10.0, 0.0), (cpu.Tree.Joules, cpu.Others.Joules, cpu.Idle.Joules));
    }

    [Fact]
    public void At_a_tenth_of_the_load_busy_is_ten_times_capacity()
    {
        SourceTrack busy = Run(AttributionMode.Busy, tree: 0.4, others: 0, joules: 40);
        SourceTrack capacity = Run(AttributionMode.Capacity, tree: 0.4, others: 0, joules: 40);
        Assert.Equal((40.0, 0.0), (busy.Tree.Joules, busy.Idle.Joules));
        Assert.Equal((4.0, 36.0), (capacity.Tree.Joules, capacity.Idle.Joules));
    }

    [Fact]
    public void Marginal_leaves_the_baseline_idle_and_shares_what_is_above()
    {
        SourceTrack cpu = Run(AttributionMode.Marginal, tree: 1, others: 3, joules: 40, baseline: 8);
        Assert.Equal((8.0, 24.0, 8.0), (cpu.Tree.Joules, cpu.Others.Joules, cpu.Idle.Joules));
    }

    [Fact]
    public void A_baseline_above_what_was_drawn_takes_no_more_than_that()
    {
        SourceTrack cpu = Run(AttributionMode.Marginal, tree: 1, others: 0, joules: 5, baseline: 8);
        Assert.Equal((0.0, 5.0), (cpu.Tree.Joules, cpu.Idle.Joules));
    }

    [Theory]
    [InlineData(AttributionMode.Busy)]
    [InlineData(AttributionMode.Capacity)]
    [InlineData(AttributionMode.Marginal)]
    public void Where_nobody_ran_all_is_idle(AttributionMode mode)
    {
        SourceTrack cpu = Run(mode, tree: 0, others: 0, joules: 12);
        Assert.Equal((0.0, 0.0, 12.0), (cpu.Tree.Joules, cpu.Others.Joules, cpu.Idle.Joules));
    }

    [Fact]
    public void A_machine_said_to_be_less_busy_than_the_tree_was_as_busy_as_the_tree()
    {
        SourceTrack cpu = Run(AttributionMode.Busy, tree: 2, others: -1.5, joules: 10);
        Assert.Equal((10.0, 0.0), (cpu.Tree.Joules, cpu.Others.Joules));
    }

    [Fact]
    public void The_meters_own_share_is_part_of_other_processes()
    {
        var machine = new ScriptedMachine();
        ScriptedCounter counter = machine.HasCpuCounter();
        TreeProcess process = machine.Tree.Bear(1, 0);
        Meter meter = machine.Begin();
        machine.Work(process, Second / 2);
        machine.Own = Second / 4;
        machine.Cpu.Work(Second / 2);
        counter.Count(Energy.FromJoules(8));
        machine.Tick(meter, Second, last: true);
        SourceTrack cpu = Assert.Single(meter.Result().Tracks);
        Assert.Equal((4.0, 4.0, 2.0), (cpu.Tree.Joules, cpu.Others.Joules, cpu.Own.Joules));
    }

    [Fact]
    public void A_baseline_is_measured_before_the_tree_starts_and_none_of_its_energy_counts()
    {
        var machine = new ScriptedMachine();
        ScriptedCounter counter = machine.HasCpuCounter();
        Meter meter = machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal });
        machine.Clock.Pass(2 * Second);
        counter.Count(Energy.FromJoules(6));
        meter.TakeBaseline();
        TreeProcess process = machine.Tree.Bear(1, 0);
        machine.Work(process, Second);
        counter.Count(Energy.FromJoules(10));
        machine.Tick(meter, Second, last: true);
        MeterResult result = meter.Result();
        SourceTrack cpu = Assert.Single(result.Tracks);
        Assert.Equal((7.0, 3.0), (cpu.Tree.Joules, cpu.Idle.Joules));
        Assert.Equal(Second, result.Duration);
    }

    [Fact]
    public void A_failure_while_the_baseline_was_measured_is_not_one_of_the_run()
    {
        var machine = new ScriptedMachine();
        ScriptedCounter counter = machine.HasCpuCounter();
        Meter meter = machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal });
        counter.Count(Energy.FromJoules(1e6));
        machine.Clock.Pass(Second);
        meter.TakeBaseline();
        machine.Tick(meter, Second / 2, last: true);
        Assert.Equal(default, Assert.Single(meter.Result().Tracks).State);
    }

    [Fact]
    public void A_baseline_taken_in_no_time_is_none()
    {
        var machine = new ScriptedMachine();
        ScriptedCounter counter = machine.HasCpuCounter();
        TreeProcess process = machine.Tree.Bear(1, 0);
        Meter meter = machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal });
        meter.TakeBaseline();
        machine.Work(process, Second);
        counter.Count(Energy.FromJoules(10));
        machine.Tick(meter, Second, last: true);
        Assert.Equal(10, Assert.Single(meter.Result().Tracks).Tree.Joules);
    }

    [Fact]
    public void A_model_brings_its_own_baseline()
    {
        var machine = new ScriptedMachine();
        var counter = new ScriptedCounter("model");
        machine.Has(Component.Cpu, Source(counter) with { Provenance = Provenance.Modelled, Idle = Power.FromWatts(4) });
        TreeProcess process = machine.Tree.Bear(1, 0);
        Meter meter = machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal });
        machine.Work(process, Second);
        counter.Count(Energy.FromJoules(10));
        machine.Tick(meter, Second, last: true);
        Assert.Equal(6, Assert.Single(meter.Result().Tracks).Tree.Joules);
    }

    [Fact]
    public void A_given_baseline_of_all_CPUs_is_split_over_the_packages_and_survives_the_fall_to_another_sensor()
    {
        var machine = new ScriptedMachine(0, 1);
        ScriptedCounter frozen = new("frozen"), left = new("left"), right = new("right");
        machine.Has(Component.Cpu, [[Source(frozen)], [Source(left) with { Socket = 0 }, Source(right) with { Socket = 1 }]]);
        Meter meter = machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal, Baseline = Power.FromWatts(6) });
        left.Count(Energy.FromJoules(10));
        right.Count(Energy.FromJoules(20));
        machine.Tick(meter, Second, last: true);
        Assert.Equal([10.0, 20.0], meter.Result().Tracks.Select(track => track.Idle.Joules));
        Assert.Equal([3.0, 3.0], meter.Result().Tracks.Select(track => track.Baseline.Watts));
    }

    [Fact]
    public void The_baseline_of_a_gap_is_taken_off_when_its_energy_comes()
    {
        var machine = new ScriptedMachine();
        ScriptedCounter counter = machine.HasCpuCounter();
        TreeProcess process = machine.Tree.Bear(1, 0);
        Meter meter = machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal, Baseline = Power.FromWatts(3) });
        for (int second = 1; second <= 4; second++)
        {
            machine.Work(process, Second);
            counter.Count(Energy.FromJoules(10));
            counter.Outcome = second == 4 ? Host.ReadOutcome.Ok : Host.ReadOutcome.NotSupported;
            machine.Tick(meter, Second, last: second == 4);
        }

        SourceTrack cpu = Assert.Single(meter.Result().Tracks);
        Assert.Equal((28.0, 12.0), (cpu.Tree.Joules, cpu.Idle.Joules));
    }

    [Theory]
    [InlineData(AttributionMode.Busy, 25, 75, 0)]
    [InlineData(AttributionMode.Capacity, 12.5, 37.5, 50)]
    [InlineData(AttributionMode.Marginal, 22.5, 67.5, 10)]
    public void Memory_is_shared_by_resident_memory(AttributionMode mode, double tree, double others, double idle)
    {
        var machine = new ScriptedMachine();
        var counter = new ScriptedCounter("dram");
        machine.Has(Component.Dram, Source(counter, Component.Dram) with { Idle = Power.FromWatts(10) });
        (machine.Memory.Total, machine.Memory.Used) = (16L << 30, 8L << 30);
        machine.Tree.Bear(1, 0, "large", 2L << 30);
        Meter meter = machine.Begin(new MeterOptions { Mode = mode });
        counter.Count(Energy.FromJoules(100));
        machine.Tick(meter, Second, last: true);
        SourceTrack dram = Assert.Single(meter.Result().Tracks);
        Assert.Equal((tree, others, idle), (dram.Tree.Joules, dram.Others.Joules, dram.Idle.Joules));
    }

    [Fact]
    public void Resident_sets_that_sum_to_more_than_is_in_use_share_all_of_it()
    {
        var machine = new ScriptedMachine();
        var counter = new ScriptedCounter("dram");
        machine.Has(Component.Dram, Source(counter, Component.Dram));
        machine.Memory.Used = 3L << 30;
        machine.Tree.Bear(1, 0, "one", 2L << 30);
        machine.Tree.Bear(2, 1, "other, sharing its pages", 2L << 30);
        Meter meter = machine.Begin();
        counter.Count(Energy.FromJoules(100));
        machine.Tick(meter, Second, last: true);
        Assert.Equal([50.0, 50.0], meter.Result().Processes.Select(charge => charge.Energy.Joules));
    }

    [Fact]
    public void Who_has_ended_is_charged_for_the_memory_it_held_until_then()
    {
        var machine = new ScriptedMachine();
        var counter = new ScriptedCounter("dram");
        machine.Has(Component.Dram, Source(counter, Component.Dram));
        machine.Cpu.Grain = TimeSpan.FromMilliseconds(10);
        machine.Memory.Used = 8L << 30;
        TreeProcess process = machine.Tree.Bear(1, 0, "work", 4L << 30);
        Meter meter = machine.Begin();
        machine.Tick(meter, Second / 4);
        ScriptedTree.End(process);
        machine.Tick(meter, Second / 4);
        counter.Count(Energy.FromJoules(100));
        machine.Tick(meter, Second / 2, last: true);

        // Half of the memory for half of the time.
        Assert.Equal(25, meter.Latest.Energy.Joules);
    }

    private static SourceTrack Run(AttributionMode mode, double tree, double others, double joules, double baseline = 0)
    {
        var machine = new ScriptedMachine();
        ScriptedCounter counter = machine.HasCpuCounter();
        TreeProcess process = machine.Tree.Bear(1, 0);
        Meter meter = machine.Begin(new MeterOptions { Mode = mode, Baseline = Power.FromWatts(baseline) });
        machine.Work(process, tree * Second);
        machine.Cpu.Work(others * Second);
        counter.Count(Energy.FromJoules(joules));
        machine.Tick(meter, Second, last: true);
        return Assert.Single(meter.Result().Tracks);
    }
}
