using EcoCode.Host;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Attribution;

/// <summary>Energy of GPUs, by who had them work; every figure is worked out by hand.</summary>
public sealed class GpuTests
{
    private const int Stranger = 900;
    private const long GiB = 1L << 30;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ScriptedMachine _machine = new();

    [Fact]
    public void Two_processes_on_one_gpu_share_its_energy_by_the_time_that_it_worked_for_each()
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin();
        TreeProcess one = _machine.Tree.Bear(10, 1), other = _machine.Tree.Bear(11, 1);
        gpu.Work(10, Second * 0.6);
        gpu.Work(11, Second * 0.2);
        counter.Count(Energy.FromJoules(200));
        MeterResult result = End(meter);

        Assert.Equal(Energy.FromJoules(150), Of(result, one).Energy);
        Assert.Equal(Energy.FromJoules(50), Of(result, other).GpuEnergy);
        Assert.Equal(Second * 0.6, Of(result, one).GpuTime);
        Assert.Equal(Provenance.Measured, TreeShare.Provenance(Gpu(result)));
        Assert.False(Gpu(result).Gpu!.Contended);
    }

    [Fact]
    public void A_process_on_two_gpus_has_its_share_of_each()
    {
        ScriptedGpu first = _machine.HasGpu(out ScriptedCounter one), second = _machine.HasGpu(out ScriptedCounter two);
        Meter meter = _machine.Begin();
        TreeProcess process = _machine.Tree.Bear(10, 1);
        first.Work(10, Second * 0.5);
        second.Work(10, Second * 0.25);
        second.Work(Stranger, Second * 0.75);
        one.Count(Energy.FromJoules(100));
        two.Count(Energy.FromJoules(300));
        MeterResult result = End(meter);

        Assert.Equal(Energy.FromJoules(175), Of(result, process).GpuEnergy);
        Assert.Equal(Second * 0.75, Of(result, process).GpuTime);
        Assert.Equal(Energy.FromJoules(225), result.Tracks[1].Others);
        Assert.True(result.Tracks[1].Gpu!.Contended);
    }

    [Fact]
    public void What_is_known_so_far_has_the_GPUs_part_as_well()
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin();
        TreeProcess process = _machine.Tree.Bear(10, 1);
        gpu.Work(10, Second * 0.5);
        counter.Count(Energy.FromJoules(200));
        End(meter);
        ChargedProcess charge = Assert.Single(meter.Freeze().Processes);
        Assert.Equal((process.Key, Energy.FromJoules(200), Second * 0.5), (charge.Key, charge.GpuEnergy, charge.GpuTime));
    }

    [Fact]
    public void A_pid_that_is_not_of_the_tree_is_another_process_whoever_it_may_be()
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin();
        gpu.Work(Stranger, Second);
        counter.Count(Energy.FromJoules(70));
        MeterResult result = End(meter);

        Assert.Equal((Energy.Zero, Energy.FromJoules(70), Energy.Zero), (Gpu(result).Tree, Gpu(result).Others, Gpu(result).Idle));
    }

    [Theory]
    [InlineData(AttributionMode.Busy, 30, 10, 0)]
    [InlineData(AttributionMode.Capacity, 0, 0, 40)]
    [InlineData(AttributionMode.Marginal, 0, 0, 40)]
    public void A_gpu_that_nobody_used_is_borne_by_its_holders_only_under_busy(AttributionMode mode, double tree, double others, double idle)
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin(mode);
        _machine.Tree.Bear(10, 1);
        gpu.Hold(10, 30 * GiB);
        gpu.Hold(Stranger, 10 * GiB);
        counter.Count(Energy.FromJoules(40));
        MeterResult result = End(meter);

        Assert.Equal((tree, others, idle), (Gpu(result).Tree.Joules, Gpu(result).Others.Joules, Gpu(result).Idle.Joules));
        if (mode == AttributionMode.Busy) Assert.Equal(0.50 * tree, TreeShare.Band(Gpu(result)).HalfWidthJoules, 9);
    }

    [Fact]
    public void A_gpu_that_nobody_holds_is_idle()
    {
        (Meter meter, _, ScriptedCounter counter) = Begin();
        _machine.Tree.Bear(10, 1);
        counter.Count(Energy.FromJoules(40));
        Assert.Equal(Energy.FromJoules(40), Gpu(End(meter)).Idle);
    }

    [Fact]
    public void Capacity_leaves_the_time_in_which_it_did_nothing_to_nobody()
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin(AttributionMode.Capacity);
        _machine.Tree.Bear(10, 1);
        gpu.Work(10, Second * 0.25);
        gpu.Work(Stranger, Second * 0.125);
        counter.Count(Energy.FromJoules(80));
        SourceTrack track = Gpu(End(meter));

        Assert.Equal((20.0, 10.0, 50.0), (track.Tree.Joules, track.Others.Joules, track.Idle.Joules));
    }

    [Fact]
    public void Marginal_leaves_the_baseline_to_nobody()
    {
        var counter = new ScriptedCounter("gpu");
        ScriptedGpu gpu = _machine.HasGpu(Source(counter, Component.Gpu) with { Idle = Power.FromWatts(60) });
        Meter meter = _machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal });
        _machine.Tree.Bear(10, 1);
        gpu.Work(10, Second * 0.5);
        counter.Count(Energy.FromJoules(100));
        SourceTrack track = Gpu(End(meter));

        Assert.Equal((40.0, 60.0), (track.Tree.Joules, track.Idle.Joules));
    }

    [Fact]
    public void Where_others_are_hidden_what_the_device_did_beyond_the_tree_is_theirs()
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin();
        gpu.ShowsAll = false;
        _machine.Tree.Bear(10, 1);
        gpu.Work(10, Second * 0.25);
        gpu.WorkUnseen(Second * 0.75);
        counter.Count(Energy.FromJoules(100));
        SourceTrack track = Gpu(End(meter));

        Assert.Equal((25.0, 75.0), (track.Tree.Joules, track.Others.Joules));
    }

    [Fact]
    public void What_was_used_before_the_begin_does_not_count()
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        gpu.Work(10, Second * 100);
        _machine.Tree.Bear(10, 1);
        Meter meter = _machine.Begin();
        gpu.Work(10, Second * 0.25);
        gpu.Work(Stranger, Second * 0.75);
        counter.Count(Energy.FromJoules(100));

        Assert.Equal(Energy.FromJoules(25), Gpu(End(meter)).Tree);
    }

    [Fact]
    public void Use_that_is_told_after_the_end_of_a_process_still_is_its_own()
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin();
        TreeProcess process = _machine.Tree.Bear(10, 1);
        _machine.Tick(meter, Second);
        ScriptedTree.End(process);
        _machine.Tick(meter, Second);
        gpu.Work(10, Second * 0.5);
        counter.Count(Energy.FromJoules(100));
        MeterResult result = End(meter);

        Assert.Equal(Energy.FromJoules(100), Of(result, process).GpuEnergy);
    }

    [Fact]
    public void Use_in_a_time_of_which_the_energy_comes_later_is_kept_for_it()
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin();
        _machine.Tree.Bear(10, 1);
        counter.Outcome = ReadOutcome.Stale;
        gpu.Work(10, Second * 0.75);
        _machine.Tick(meter, Second);
        counter.Outcome = ReadOutcome.Ok;
        counter.Count(Energy.FromJoules(400));
        gpu.Work(Stranger, Second * 0.25);
        SourceTrack track = Gpu(End(meter));

        Assert.Equal((300.0, 100.0), (track.Tree.Joules, track.Others.Joules));
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(1000)]
    public void A_counter_in_a_wrong_unit_gives_way_to_the_power_sensor(double factor)
    {
        var counter = new ScriptedCounter("energy");
        var power = new ScriptedGauge("power") { Watts = 100 };
        _machine.HasGpu(Source(counter, Component.Gpu) with { Ceiling = Power.FromWatts(1e9) }, Source(power, Component.Gpu));
        Meter meter = _machine.Begin();
        for (int i = 0; i < 20; i++)
        {
            counter.Count(Energy.FromJoules(10 * factor));
            _machine.Tick(meter, Second / 10, last: i == 19);
        }

        MeterResult result = meter.Result();
        Assert.Equal(200, result.Kept.Single(track => track.Source.Component == Component.Gpu).Total.Joules, 6);
        Assert.Equal("it does not agree with the power that the device shows", Assert.Single(result.Dropped).Reason);
    }

    [Fact]
    public void Users_are_looked_at_before_they_are_forgotten_however_rare_the_ticks_are()
    {
        (Meter meter, ScriptedGpu gpu, ScriptedCounter counter) = Begin();
        _machine.Tree.Bear(10, 1);
        Assert.InRange(meter.Horizon, TimeSpan.Zero, Second * 4);
        gpu.Work(10, Second);
        meter.ReadCounters();
        gpu.Forget(10);
        counter.Count(Energy.FromJoules(100));
        Assert.Equal(Energy.FromJoules(100), Gpu(End(meter)).Tree);
    }

    [Fact]
    public void A_tick_with_eight_gpus_and_no_new_process_allocates_nothing()
    {
        var counters = new ScriptedCounter[8];
        ScriptedGpu[] gpus = [.. Enumerable.Range(0, 8).Select(i => _machine.HasGpu(out counters[i]))];
        foreach (ScriptedGpu gpu in gpus)
        {
            for (int pid = 10; pid < 14; pid++) gpu.Hold(pid, GiB);
        }

        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 1);
        for (int i = 0; i < 3; i++) _machine.Tick(meter, Second);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            foreach (ScriptedCounter counter in counters) counter.Count(Energy.FromJoules(10));
            foreach (ScriptedGpu gpu in gpus) gpu.Work(10, Second / 2);
            _machine.Tick(meter, Second);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private (Meter Meter, ScriptedGpu Gpu, ScriptedCounter Counter) Begin(AttributionMode mode = AttributionMode.Busy)
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        return (_machine.Begin(new MeterOptions { Mode = mode }), gpu, counter);
    }

    private MeterResult End(Meter meter)
    {
        _machine.Tick(meter, Second, last: true);
        return meter.Result();
    }

    private static SourceTrack Gpu(MeterResult result) => result.Tracks.Single(track => track.Source.Component == Component.Gpu);

    private static ChargedProcess Of(MeterResult result, TreeProcess process) => result.Processes.Single(charged => charged.Key == process.Key);
}
