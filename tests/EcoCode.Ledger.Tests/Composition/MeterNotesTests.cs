using EcoCode.Host;
using EcoCode.Ledger.Composition;
using EcoCode.Metering;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Ledger.Tests.Composition;

public sealed class MeterNotesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();

    [Fact]
    public void Where_all_went_well_there_is_nothing_to_say() => Assert.Empty(Notes(Measured(out _), 1));

    [Theory]
    [InlineData("frozen", "the sensor `better` is not used: its counter does not move")]
    [InlineData("absurd", "the sensor `better` is not used: it shows more power than the device can draw")]
    [InlineData("denied", "the sensor `better` is not used: it can't be read")]
    [InlineData("gone", "the sensor `better` is not used: it can't be read any more")]
    public void A_sensor_that_is_not_used_is_named_with_the_reason(string fault, string message)
    {
        ScriptedCounter better = new("better") { Outcome = fault == "denied" ? ReadOutcome.Denied : ReadOutcome.Ok }, worse = new("worse");
        _machine.Has(Component.Cpu, Source(better), Source(worse));
        Meter meter = _machine.Begin();
        better.Count(Energy.FromJoules(fault switch { "frozen" => 0, "absurd" => 1e6, _ => 1 }));
        if (fault == "gone") better.Outcome = ReadOutcome.Gone;
        worse.Count(Energy.FromJoules(1));
        Assert.Equal([new Note("ECO2001", message, "`-v` shows what is used instead")], Notes(meter, 1));
    }

    [Fact]
    public void Gpus_whose_counters_are_too_slow_for_a_short_run_are_named_in_one_note()
    {
        ScriptedCounter[] counters = [new("energy-0"), new("energy-1")];
        foreach (ScriptedCounter counter in counters) _machine.HasGpu(Source(counter, Component.Gpu), Source(new ScriptedGauge("power") { Watts = 100 }, Component.Gpu));
        Meter meter = _machine.Begin();
        foreach (ScriptedCounter counter in counters) counter.Count(Energy.FromJoules(20));

        Assert.Equal(
            [new Note("ECO2001", "the sensors `energy-0`, `energy-1` are not used: the run is too short for the steps of GPU counters", "`-v` shows what is used instead")],
            Notes(meter, 0.2));
    }

    [Theory]
    [InlineData(1, "once")]
    [InlineData(3, "3 times")]
    public void Resets_are_counted(int resets, string times)
    {
        Meter meter = Measured(out ScriptedCounter counter);
        for (int i = 0; i < resets; i++)
        {
            counter.Count(Energy.FromJoules(1e6));
            _machine.Tick(meter, Second);
        }

        counter.Count(Energy.FromJoules(1));
        Assert.Equal(
            [new Note("ECO2002", $"the counter `cpu` was reset or jumped {times}; the energy of those moments is missing")], Notes(meter, 1));
    }

    [Fact]
    public void A_counter_that_may_have_wrapped_more_than_once_is_named()
    {
        var counter = new ScriptedCounter("small", Energy.FromJoules(1000));
        _machine.Has(Component.Cpu, Source(counter));
        Meter meter = _machine.Begin();
        counter.Count(Energy.FromJoules(500));
        Assert.Equal(
            [new Note("ECO2003", "the counter `small` was not read for 2.00 s, in which it may have wrapped more than once", "the total may be too small")],
            Notes(meter, 2));
    }

    [Fact]
    public void Gaps_are_told_with_what_they_mean_for_the_figures()
    {
        Meter meter = Measured(out _);
        _machine.Suspended = TimeSpan.FromMinutes(10);
        _machine.Clock.SetWallClock(TimeSpan.FromMinutes(10));
        _machine.Tick(meter, Second);
        _machine.Clock.SetWallClock(-TimeSpan.FromMinutes(2));
        _machine.Tick(meter, Second);
        _machine.Clock.Pass(30 * Second);
        meter.Tick(last: true, Second);
        Assert.Equal(
            [
                new Note("ECO2004", "the machine was suspended for 10 min 0 s, which is not part of the duration"),
                new Note("ECO2006", "the clock was set by 2 min 0 s; durations do not depend on it"),
                new Note("ECO2005", "sampling stood still for 30.0 s; the energy is in the total, who used it is less certain"),
            ],
            MeterNotes.Of(meter.Result()));
    }

    [Theory]
    [InlineData(Provenance.Measured, 9, true)]
    [InlineData(Provenance.Measured, 10, false)]
    [InlineData(Provenance.Modelled, 49, true)]
    [InlineData(Provenance.Modelled, 50, false)]
    public void A_run_that_is_too_short_to_tell_is_called_so(Provenance provenance, int milliseconds, bool tooShort)
    {
        var counter = new ScriptedCounter("cpu");
        _machine.Has(Component.Cpu, Source(counter) with { Provenance = provenance });
        Meter meter = _machine.Begin();
        counter.Count(Energy.FromMicrojoules(1));
        Assert.Equal(tooShort ? ["ECO2007"] : [], Notes(meter, milliseconds / 1000.0).Select(note => note.Code));
    }

    [Fact]
    public void A_machine_without_any_source_has_no_energy_and_says_so()
        => Assert.Equal([new Note("ECO2008", "nothing could be measured or modelled, so no energy is known", "`-v` shows what was looked for")], Notes(_machine.Begin(), 1));

    private Meter Measured(out ScriptedCounter counter)
    {
        counter = _machine.HasCpuCounter();
        return _machine.Begin();
    }

    private IEnumerable<Note> Notes(Meter meter, double after)
    {
        _machine.Tick(meter, TimeSpan.FromSeconds(after), last: true);
        return MeterNotes.Of(meter.Result());
    }
}
