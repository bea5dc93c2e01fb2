using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests;

/// <summary>What a meter tells while it goes on: for nothing each second, and in copies that stay as they are.</summary>
public sealed class MeterFiguresTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _cpu;
    private readonly TreeProcess _process;
    private readonly Meter _meter;

    public MeterFiguresTests()
    {
        _cpu = _machine.HasCpuCounter();
        _process = _machine.Tree.Bear(7, 0, "work");
        _meter = _machine.Begin();
    }

    [Fact]
    public void Figures_are_those_of_the_last_settlement()
    {
        var figures = new MeterFigures();
        Work();
        Work();
        _meter.Read(figures);
        SourceTrack track = Assert.Single(_meter.Result().Tracks);
        SourceFigures source = Assert.Single(figures.Sources.ToArray());
        Assert.Equal(new SourceFigures(track.Source, track.Tree, track.Others, track.Idle, track.Own), source);
        Assert.Equal(Energy.FromJoules(20), source.Tree + source.Others + source.Idle);
        Assert.Equal(2 * Second, figures.Elapsed);
    }

    [Fact]
    public void To_read_them_again_allocates_nothing()
    {
        var figures = new MeterFigures();
        Work();
        _meter.Read(figures);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) _meter.Read(figures);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_frozen_result_stays_as_it_is_while_the_meter_goes_on()
    {
        Work();
        MeterResult frozen = _meter.Freeze();
        (Energy tree, Energy charged, TimeSpan own, int kept) = (frozen.Tracks[0].Tree, frozen.Processes[0].Energy, frozen.Processes[0].CpuTime, frozen.Kept.Count());
        Work();
        Assert.Equal((tree, charged, own, kept), (frozen.Tracks[0].Tree, frozen.Processes[0].Energy, frozen.Processes[0].CpuTime, frozen.Kept.Count()));
        MeterResult live = _meter.Result();
        Assert.True(live.Tracks[0].Tree > tree && live.Processes[0].Energy > charged && live.Processes[0].CpuTime > own);
    }

    private void Work()
    {
        _machine.Work(_process, TimeSpan.FromMilliseconds(900));
        _cpu.Count(Energy.FromJoules(10));
        _machine.Tick(_meter, Second);
    }
}
