using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.External;
using EcoCode.Sensors.Tests.Modelled;

namespace EcoCode.Sensors.Tests.External;

public sealed class ExternalFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-external-").FullName;

    private string Meter => Path.Join(_root, "meter");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_file_of_watts_is_a_gauge_of_the_platform()
    {
        File.WriteAllText(Meter, "231.5\n");
        EnergySource source = Open("W:" + Meter);
        Assert.Equal((Component.Platform, Provenance.Measured, "external"), (source.Component, source.Provenance, source.Method));
        Assert.Equal(ReadOutcome.Ok, source.Gauge!.TryRead(out Power power));
        Assert.Equal(Power.FromWatts(231.5), power);
    }

    [Fact]
    public void A_file_of_kilowatt_hours_is_a_counter()
    {
        File.WriteAllText(Meter, "1000.5 kWh");
        Assert.Equal(ReadOutcome.Ok, Open("J:" + Meter).Counter!.TryRead(out Energy energy));
        Assert.Equal(Energy.FromKilowattHours(1000.5), energy);
    }

    [Fact]
    public void A_file_that_was_replaced_is_read_anew()
    {
        File.WriteAllText(Meter, "1");
        IPowerGauge gauge = Open("W:" + Meter).Gauge!;
        gauge.TryRead(out _);
        File.WriteAllText(Meter + ".new", "2");
        File.Move(Meter + ".new", Meter, overwrite: true);
        Assert.Equal(ReadOutcome.Ok, gauge.TryRead(out Power power));
        Assert.Equal(2, power.Watts);
    }

    [Fact]
    public void A_file_that_is_not_there_is_gone_until_it_comes()
    {
        IPowerGauge gauge = Open("W:" + Meter).Gauge!;
        Assert.Equal(ReadOutcome.Gone, gauge.TryRead(out _));
        File.WriteAllText(Meter, "7");
        Assert.Equal(ReadOutcome.Ok, gauge.TryRead(out _));
    }

    [Fact]
    public void A_folder_is_no_meter() => Assert.Equal(ReadOutcome.NotSupported, Open("W:" + _root).Gauge!.TryRead(out _));

    [Fact]
    public void A_long_text_that_begins_like_a_number_is_malformed()
    {
        File.WriteAllText(Meter, "1" + new string(' ', 300) + "2");
        Assert.Equal(ReadOutcome.Malformed, Open("W:" + Meter).Gauge!.TryRead(out _));
    }

    [Fact]
    public void A_reading_allocates_nothing()
    {
        File.WriteAllText(Meter, "231.5 W\n");
        IPowerGauge gauge = Open("W:" + Meter).Gauge!;
        gauge.TryRead(out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) gauge.TryRead(out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_value_of_a_command_grows_stale()
    {
        var clock = new SteppedClock();
        var latest = new LatestValue(clock, TimeSpan.FromSeconds(3));
        Assert.Equal(ReadOutcome.Stale, latest.TryRead(out _));
        latest.Publish(ReadOutcome.Ok, 5);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(ReadOutcome.Ok, latest.TryRead(out double value));
        Assert.Equal(5, value);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(ReadOutcome.Stale, latest.TryRead(out value));
        Assert.Equal(0, value);
        latest.Publish(ReadOutcome.Malformed, 0);
        Assert.Equal(ReadOutcome.Malformed, latest.TryRead(out _));
    }

    private static EnergySource Open(string text)
    {
        Assert.True(ExternalSpec.TryParse(text, out ExternalSpec? spec, out string? error), error);
        using ExternalMeter meter = ExternalMeter.Open(spec!, TimeProvider.System);
        return Assert.Single(meter.Group.Sources);
    }
}
