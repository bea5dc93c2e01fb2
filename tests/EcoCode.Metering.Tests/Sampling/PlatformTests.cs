using EcoCode.Host;
using EcoCode.Metering.Attribution;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Sampling;

/// <summary>A meter of the whole machine beside a measured CPU and modelled memory.</summary>
public sealed class PlatformTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _cpu, _memory = new("memory model"), _platform = new("platform");
    private readonly ScriptedGauge _gauge = new("platform gauge");
    private readonly TreeProcess _process;

    public PlatformTests()
    {
        _cpu = _machine.HasCpuCounter();
        _machine.Has(Component.Dram, Source(_memory) with { Component = Component.Dram, Provenance = Provenance.Modelled });
        _process = _machine.Tree.Bear(1, 0);
    }

    [Fact]
    public void The_platform_is_charged_what_it_shows_beyond_measured_parts_and_the_model_is_left_out()
    {
        Meter meter = BeginCounter();
        for (int i = 0; i < 3; i++) Tick(meter, cpu: 40, platform: 100, last: i == 2);
        Becomes(meter, ("cpu", 120), ("platform", 180));
    }

    [Fact]
    public void A_slow_meters_shortfall_is_made_up_for_when_its_energy_comes()
    {
        Meter meter = BeginCounter();
        for (int i = 1; i <= 10; i++) Tick(meter, cpu: 40, platform: i % 5 == 0 ? 500 : 0, last: i == 10);
        Becomes(meter, ("cpu", 400), ("platform", 600));
    }

    [Fact]
    public void A_platform_that_shows_less_than_its_parts_adds_nothing()
    {
        Meter meter = BeginCounter();
        for (int i = 0; i < 3; i++) Tick(meter, cpu: 40, platform: 30, last: i == 2);
        Becomes(meter, ("cpu", 120), ("platform", 0));
    }

    [Fact]
    public void What_parts_use_while_a_gauge_is_silent_is_not_taken_off_it_later()
    {
        Meter meter = BeginGauge(100);
        Tick(meter, cpu: 40);
        _gauge.Outcome = ReadOutcome.NotSupported;
        for (int i = 0; i < 3; i++) Tick(meter, cpu: 40);
        _gauge.Outcome = ReadOutcome.Ok;
        Tick(meter, cpu: 40);
        Tick(meter, cpu: 40, last: true);
        Becomes(meter, ("cpu", 240), ("platform gauge", 120));
        Assert.Equal(4 * Second, meter.Result().Tracks[1].State.Missing);
    }

    [Fact]
    public void A_platform_that_cannot_be_read_is_no_platform()
    {
        _gauge.Outcome = ReadOutcome.NotSupported;
        Meter meter = BeginGauge(100);
        Tick(meter, cpu: 40, memory: 5);
        _gauge.Outcome = ReadOutcome.Ok;
        Tick(meter, cpu: 40, memory: 5, last: true);
        Becomes(meter, ("cpu", 80), ("memory model", 10));
    }

    [Fact]
    public void Models_stand_in_until_a_meter_behind_a_command_has_its_first_value()
    {
        _gauge.Outcome = ReadOutcome.Stale;
        Meter meter = BeginGauge(100);
        Tick(meter, cpu: 40, memory: 5);
        _gauge.Outcome = ReadOutcome.Ok;
        for (int i = 0; i < 3; i++) Tick(meter, cpu: 40, memory: 5, last: i == 2);
        Becomes(meter, ("memory model", 10), ("cpu", 160), ("platform gauge", 120));
        Assert.Equal(2 * Second, meter.Result().Tracks[2].State.Missing);
    }

    [Fact]
    public void A_meter_whose_first_value_never_comes_is_told_of()
    {
        _gauge.Outcome = ReadOutcome.Stale;
        Meter meter = BeginGauge(100);
        for (int i = 0; i < 3; i++) Tick(meter, cpu: 40, memory: 5, last: i == 2);
        Becomes(meter, ("cpu", 120), ("memory model", 15), ("platform gauge", 0));
        Assert.Equal((3 * Second, ReadOutcome.Stale), (meter.Result().Tracks[2].State.Missing, meter.Result().Tracks[2].State.LastFailure));
    }

    [Fact]
    public void The_baseline_of_the_platform_is_that_of_its_rest()
    {
        _machine.Has(Component.Platform, Source(_platform, Component.Platform));
        Meter meter = _machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal });
        _cpu.Count(Energy.FromJoules(20));
        _platform.Count(Energy.FromJoules(100));
        _machine.Clock.Pass(2 * Second);
        meter.TakeBaseline();
        Tick(meter, cpu: 50, platform: 110, last: true);

        // Idle, the CPU drew 10 W of 50 W; above that, 40 J on the CPU and 60 J - 40 J elsewhere.
        Becomes(meter, ("cpu", 40), ("platform", 20));
    }

    [Fact]
    public void It_is_read_as_often_as_its_quickest_part_asks()
    {
        _machine.Has(Component.Other, Source(new ScriptedCounter("other", Energy.FromJoules(500)), Component.Other));
        Assert.Equal(Second / 4, _machine.Begin().Horizon);
    }

    private Meter BeginCounter()
    {
        _machine.Has(Component.Platform, Source(_platform, Component.Platform));
        return _machine.Begin();
    }

    private Meter BeginGauge(double watts)
    {
        _gauge.Watts = watts;
        _machine.Has(Component.Platform, Source(_gauge, Component.Platform));
        return _machine.Begin();
    }

    private void Tick(Meter meter, double cpu, double platform = 0, double memory = 0, bool last = false)
    {
        _cpu.Count(Energy.FromJoules(cpu));
        _platform.Count(Energy.FromJoules(platform));
        _memory.Count(Energy.FromJoules(memory));
        _machine.Memory.Used = 0;
        _process.ResidentBytes = 1 << 20;
        _machine.Work(_process, Second);
        _machine.Tick(meter, Second, last);
    }

    private static void Becomes(Meter meter, params (string Id, double Joules)[] expected)
        => Assert.Equal(expected, meter.Result().Tracks.Select(track => (track.Source.Id.Value, track.Tree.Joules)));
}
