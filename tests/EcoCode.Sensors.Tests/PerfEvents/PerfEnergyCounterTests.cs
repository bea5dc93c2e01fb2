using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.PerfEvents;
using EcoCode.Sensors.Tests.Rapl;

namespace EcoCode.Sensors.Tests.PerfEvents;

/// <summary>These run the real system calls, on the kernel's software PMU.</summary>
public sealed class PerfEnergyCounterTests : IDisposable
{
    private readonly Machine _machine = new();

    public PerfEnergyCounterTests() => SimulatedPmu.Add(_machine, "0", "energy-pkg");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void One_watt_for_as_long_as_the_clock_says_is_counted()
    {
        using PerfEnergyCounter counter = Open();
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        Energy before = Read(counter);
        long started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < TimeSpan.FromMilliseconds(20)) Thread.SpinWait(100);
        long end = time.GetTimestamp();
        Energy after = Read(counter);
        long ended = time.GetTimestamp();

        // The reading lies between the looks at the clock before and after it; 1 % for two clocks, of which one is slewed.
        double least = time.GetElapsedTime(started, end).TotalSeconds, most = time.GetElapsedTime(start, ended).TotalSeconds;
        Assert.InRange((after - before).Joules, least * 0.99, most * 1.01);
    }

    [Fact]
    public void It_is_named_by_event_and_processor_and_never_wraps()
    {
        using PerfEnergyCounter counter = Open();
        Assert.Equal("perf:energy-pkg:cpu0", counter.Id.Value);
        Assert.Equal(Energy.MaxValue, counter.WrapsAt);
    }

    [Fact]
    public void Steady_reading_allocates_nothing()
    {
        using PerfEnergyCounter counter = Open();
        Assert.Equal(0, Allocations.Of(() => counter.TryRead(out _)));
    }

    [Fact]
    public void A_type_that_no_pmu_has_is_gone()
    {
        _machine.Write($"{SimulatedPmu.Folder}/type", int.MaxValue);
        PowerPmu pmu = PowerPmu.Find(_machine.Sys)!;
        ReadOutcome outcome = PerfEnergyCounter.TryOpen(pmu, pmu.Events["energy-pkg"], cpu: 0, out PerfEnergyCounter? none);
        Assert.SkipWhen(outcome == ReadOutcome.Denied, "perf_event_open is refused here");
        Assert.Equal(ReadOutcome.Gone, outcome);
        Assert.Null(none);
    }

    private static Energy Read(PerfEnergyCounter counter)
    {
        Assert.Equal(ReadOutcome.Ok, counter.TryRead(out Energy reading));
        return reading;
    }

    private PerfEnergyCounter Open()
    {
        PowerPmu pmu = PowerPmu.Find(_machine.Sys)!;
        ReadOutcome outcome = PerfEnergyCounter.TryOpen(pmu, pmu.Events["energy-pkg"], cpu: 0, out PerfEnergyCounter? counter);
        Assert.SkipUnless(counter is not null, $"perf_event_open is refused here: {outcome}");
        return counter;
    }
}
