using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Modelled;

namespace EcoCode.Sensors.Tests.Modelled;

public sealed class ModelledCpuTests
{
    private readonly SteppedClock _clock = new();
    private readonly Load _load = new();

    [Fact]
    public void The_first_reading_is_the_baseline()
    {
        _load.Busy = TimeSpan.FromHours(1000);
        Assert.Equal(Energy.Zero, Read(Counter()));
    }

    [Fact]
    public void Energy_is_the_exact_integral_however_the_load_came()
    {
        // 10 W idle, 50 W full, 4 CPUs: 10 W a busy CPU on top of 10 W for 100 s and 30 s of CPU time.
        IEnergyCounter counter = Counter();
        Read(counter);
        for (int i = 0; i < 100; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _load.Busy += TimeSpan.FromSeconds(i % 10 < 3 ? 1 : 0);
            Read(counter);
        }

        Assert.Equal(Energy.FromJoules((10 * 100) + (10 * 30)), Read(counter));
    }

    [Fact]
    public void All_processors_busy_draw_full_power()
    {
        IEnergyCounter counter = Counter();
        Read(counter);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _load.Busy = TimeSpan.FromSeconds(8);
        Assert.Equal(Energy.FromJoules(100), Read(counter));
    }

    [Fact]
    public void It_never_falls_even_if_the_load_does()
    {
        IEnergyCounter counter = Counter();
        _load.Busy = TimeSpan.FromSeconds(5);
        Read(counter);
        _load.Busy = TimeSpan.FromSeconds(9);
        Energy before = Read(counter);
        _load.Busy = TimeSpan.FromSeconds(6);
        Assert.Equal(before, Read(counter));
        _load.Busy = TimeSpan.FromSeconds(10);
        Assert.Equal(Energy.FromJoules(50), Read(counter));
    }

    [Fact]
    public void Without_a_load_there_is_no_figure()
    {
        _load.Known = false;
        Assert.Equal(ReadOutcome.NotSupported, Counter().TryRead(out Energy reading));
        Assert.Equal(Energy.Zero, reading);
    }

    [Fact]
    public void A_reading_allocates_nothing()
    {
        IEnergyCounter counter = Counter();
        Read(counter);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) counter.TryRead(out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_source_says_what_it_is()
    {
        EnergySource source = Assert.Single(Group().Sources);
        Assert.Equal((Component.Cpu, Provenance.Modelled, Power.FromWatts(10)), (source.Component, source.Provenance, source.Idle));
        Assert.Equal(("model-tdp", "ark", 0.3), (source.Method, source.Origin, source.RelativeBand));
        Assert.True(source.Ceiling >= Power.FromWatts(50));
        Assert.Equal(Energy.MaxValue, source.Counter!.WrapsAt);
    }

    private static Energy Read(IEnergyCounter counter)
    {
        Assert.Equal(ReadOutcome.Ok, counter.TryRead(out Energy reading));
        return reading;
    }

    private IEnergyCounter Counter() => Group().Sources[0].Counter!;

    private SourceGroup Group()
        => ModelledCpu.Source(
            new CpuPowerModel
            {
                Idle = Power.FromWatts(10), Full = Power.FromWatts(50), Burst = Power.FromWatts(50), Cpus = 4, IncludesServer = false, Device = "test",
                Method = "model-tdp", Origin = "ark", RelativeBand = 0.3, Note = new("ECO1101", "test"),
            },
            _load,
            _clock);

    private sealed class Load : ICpuLoad
    {
        internal TimeSpan Busy { get; set; }

        internal bool Known { get; set; } = true;

        public bool TryReadBusy(out TimeSpan busy)
        {
            busy = Busy;
            return Known;
        }
    }
}
