using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Sampling;

/// <summary>A CPU sensor that gives way to the next within the trial, in ticks of 100 ms that each settle.</summary>
public sealed class HandoverTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _first = new("first"), _second = new("second"), _other = new("other"), _memory = new("memory");

    [Fact]
    public void Of_two_successors_the_first_covers_what_was_shared_out_and_the_second_the_rest()
    {
        _machine.Has(Component.Cpu, [Source(_first)], [Source(_second), Source(_other)]);
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin();
        for (int i = 0; i < 4; i++) Tick(meter, process, first: i < 3 ? 4 : 5000, second: 2, other: 3);

        // 12 J of 20 J were shared out before: 8 J that the first has seen by now, and 4 J of the 12 J that the second has.
        Assert.Equal(
            [("first", 12.0), ("second", 0.0), ("other", 8.0)],
            meter.Result().Tracks.Select(track => (track.Source.Id.Value, track.Tree.Joules)));
        Assert.Equal(20, meter.Latest.Energy.Joules);
    }

    [Fact]
    public void The_baseline_of_a_successor_is_taken_off_for_all_the_time_of_which_nothing_was_shared_out()
    {
        _machine.Has(Component.Cpu, Source(_first) with { Idle = Power.FromWatts(10) }, Source(_second) with { Idle = Power.FromWatts(10) });
        _machine.Cpu.Grain = Tenth;
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin(new MeterOptions { Mode = Metering.Attribution.AttributionMode.Marginal });
        for (int i = 0; i < 5; i++) Tick(meter, process, first: 0, second: 2, last: i == 4);
        SourceTrack track = Assert.Single(meter.Result().Kept);
        Assert.Equal(("second", 5.0, 5.0), (track.Source.Id.Value, track.Tree.Joules, track.Idle.Joules));
    }

    [Fact]
    public void A_model_of_the_whole_server_takes_the_place_of_memory_as_well()
    {
        _machine.Has(Component.Cpu, Source(_first), Source(_second) with { Provenance = Provenance.Modelled, IncludesMemory = true });
        _machine.Has(Component.Dram, Source(_memory, Component.Dram));
        TreeProcess process = _machine.Tree.Bear(1, 0, residentBytes: _machine.Memory.Used);
        Meter meter = _machine.Begin();
        for (int i = 0; i < 10; i++) Tick(meter, process, first: 0, second: 3, last: i == 9);

        // The first is found out to stand still at 0.5 s: by then 4 J of memory were shared out, and no more from then on.
        Assert.Equal(
            [("memory", 4.0), ("second", 30.0)],
            meter.Result().Tracks.Select(track => (track.Source.Id.Value, track.Tree.Joules)));
        Assert.Equal(34, meter.Latest.Energy.Joules);
    }

    [Fact]
    public void Figures_of_a_settlement_name_each_source_once()
    {
        _machine.Has(Component.Cpu, Source(_first), Source(_second));
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin();
        for (int i = 0; i < 6; i++) Tick(meter, process, first: i == 2 ? 5000 : 4, second: 4);
        var figures = new MeterFigures();
        meter.Read(figures);
        meter.Read(figures);
        Assert.Equal(meter.Result().Tracks.Select(track => (track.Source.Id.Value, track.Tree)), figures.Sources.ToArray().Select(source => (source.Source.Id.Value, source.Tree)));
        Assert.Equal(2, figures.Sources.Length);
    }

    private void Tick(Meter meter, TreeProcess process, double first, double second, double other = 0, bool last = false)
    {
        _first.Count(Energy.FromJoules(first));
        _second.Count(Energy.FromJoules(second));
        _other.Count(Energy.FromJoules(other));
        _memory.Count(Energy.FromJoules(1));
        _machine.Work(process, Tenth);
        _machine.Tick(meter, Tenth, last);
    }
}
