using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Attribution;

/// <summary>How sure the tree's part is; the figures are those of docs/accuracy.md.</summary>
public sealed class TreeShareTests
{
    private const int Stranger = 900;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ScriptedMachine _machine = new();

    [Theory]
    [InlineData(Component.Cpu, Provenance.Measured, true, Provenance.Apportioned, 0.1118)] // √(0.05² + 0.1²)
    [InlineData(Component.Dram, Provenance.Measured, true, Provenance.Apportioned, 0.3041)] // √(0.05² + 0.3²)
    [InlineData(Component.Cpu, Provenance.Measured, false, Provenance.Measured, 0.05)]
    [InlineData(Component.Cpu, Provenance.Modelled, true, Provenance.Modelled, 0.05)]
    [InlineData(Component.Cpu, Provenance.Modelled, false, Provenance.Modelled, 0.05)]
    public void A_share_is_less_sure_than_the_source(Component component, Provenance source, bool shared, Provenance expected, double relative)
    {
        var counter = new ScriptedCounter("source");
        _machine.Has(component, Source(counter, component) with { Provenance = source, RelativeBand = 0.05 });
        TreeProcess process = _machine.Tree.Bear(1, 0, residentBytes: _machine.Memory.Used / 2);
        Meter meter = _machine.Begin();
        _machine.Work(process, Second);
        if (shared) _machine.Cpu.Work(Second);
        counter.Count(Energy.FromJoules(200));
        _machine.Tick(meter, Second, last: true);

        SourceTrack track = Assert.Single(meter.Result().Tracks);
        Assert.Equal(shared ? 100 : 200, track.Tree.Joules);
        Assert.Equal(expected, TreeShare.Provenance(track));
        Assert.Equal(track.Tree.Joules * relative, TreeShare.Band(track).HalfWidthJoules, 1);
    }

    [Fact]
    public void What_nobody_is_charged_makes_it_a_share_as_well()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        TreeProcess process = _machine.Tree.Bear(1, 0);
        Meter meter = _machine.Begin(new MeterOptions { Mode = AttributionMode.Capacity });
        _machine.Work(process, Second);
        counter.Count(Energy.FromJoules(100));
        _machine.Tick(meter, Second, last: true);
        SourceTrack track = Assert.Single(meter.Result().Tracks);
        Assert.Equal((25.0, 75.0), (track.Tree.Joules, track.Idle.Joules));
        Assert.Equal((Provenance.Apportioned, 2.5), (TreeShare.Provenance(track), TreeShare.Band(track).HalfWidthJoules));
    }

    [Theory]
    [InlineData(0, 1, 0, 0.1)] // all of the tree's energy by work beside others'
    [InlineData(0, 0, 1, 0.5)] // by memory, where others hold some
    [InlineData(0, 1, 1, 0.3)] // one half each
    [InlineData(1, 1, 0, 0.1)] // memory that it alone holds is no share
    public void A_GPUs_is_as_sure_as_what_it_went_by(int alone, int worked, int held, double relative)
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 0);
        gpu.Hold(10, 1 << 30);
        if (alone > 0) Tick(200);
        if (worked > 0)
        {
            gpu.Work(10, Second / 2);
            gpu.Work(Stranger, Second / 2);
            Tick(200);
        }

        if (held > 0)
        {
            gpu.Hold(Stranger, 1 << 30);
            Tick(200);
        }

        _machine.Tick(meter, Second, last: true);
        SourceTrack track = Assert.Single(meter.Result().Tracks);
        Assert.Equal((alone * 200.0) + ((worked + held) * 100), track.Tree.Joules);
        Assert.Equal(track.Tree.Joules * relative, TreeShare.Band(track).HalfWidthJoules, 6);

        void Tick(double joules)
        {
            counter.Count(Energy.FromJoules(joules));
            _machine.Tick(meter, Second);
        }
    }
}
