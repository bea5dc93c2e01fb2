using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Battery;

namespace EcoCode.Sensors.Tests.Battery;

public sealed class BatterySourceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-battery-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Without_a_battery_there_is_no_source()
    {
        Supply("AC", ("type", "Mains"), ("online", "1"));
        Assert.Null(BatterySource.Find(new(_root)).Group);
    }

    [Theory]
    [InlineData("9870000")]
    [InlineData("-9870000")]
    public void Discharge_is_the_power_of_the_machine_whatever_its_sign(string microwatts)
    {
        Supply("BAT0", ("type", "Battery"), ("status", "Discharging"), ("power_now", microwatts), ("current_now", "1"), ("voltage_now", "1"));
        Assert.Equal((ReadOutcome.Ok, 9.87), Read(Gauge()));
    }

    [Fact]
    public void Current_times_voltage_stands_in_for_power()
    {
        // 0.75 A at 12.4 V.
        Supply("BAT0", ("type", "Battery"), ("status", "Discharging"), ("current_now", "-750000"), ("voltage_now", "12400000"));
        Assert.Equal((ReadOutcome.Ok, 9.3), Read(Gauge()));
    }

    [Theory]
    [InlineData("Charging")]
    [InlineData("Full")]
    [InlineData("Not charging")]
    [InlineData("Unknown")]
    [InlineData("")]
    public void On_mains_there_is_no_figure(string status)
    {
        Supply("BAT0", ("type", "Battery"), ("status", status), ("power_now", "9870000"));
        Assert.Equal((ReadOutcome.NotSupported, 0.0), Read(Gauge()));
    }

    [Fact]
    public void A_battery_that_helps_a_weak_charger_is_not_the_whole()
    {
        Supply("AC", ("type", "Mains"), ("online", "1"));
        Supply("BAT0", ("type", "Battery"), ("status", "Discharging"), ("power_now", "9870000"));
        IPowerGauge gauge = Gauge();
        Assert.Equal((ReadOutcome.NotSupported, 0.0), Read(gauge));
        Supply("AC", ("online", "0"));
        Assert.Equal((ReadOutcome.Ok, 9.87), Read(gauge));
    }

    [Fact]
    public void Two_batteries_are_summed_and_one_at_rest_gives_nothing()
    {
        Supply("BAT0", ("type", "Battery"), ("status", "Discharging"), ("power_now", "9000000"));
        Supply("BAT1", ("type", "Battery"), ("status", "Discharging"), ("power_now", "2500000"));
        IPowerGauge gauge = Gauge();
        Assert.Equal((ReadOutcome.Ok, 11.5), Read(gauge));
        Supply("BAT1", ("status", "Not charging"));
        Assert.Equal((ReadOutcome.Ok, 9.0), Read(gauge));
    }

    [Fact]
    public void The_battery_of_a_mouse_is_not_the_machines()
    {
        Supply("hidpp_battery_0", ("type", "Battery"), ("scope", "Device"), ("status", "Discharging"), ("power_now", "1"));
        BatterySource found = BatterySource.Find(new(_root));
        Assert.Null(found.Group);
        Assert.Equal("hidpp_battery_0: the battery of a device that is attached", Assert.Single(found.Unused));
    }

    [Fact]
    public void A_battery_without_power_is_listed()
    {
        Supply("BAT0", ("type", "Battery"), ("status", "Discharging"), ("capacity", "80"), ("current_now", "5"));
        BatterySource found = BatterySource.Find(new(_root));
        Assert.Null(found.Group);
        Assert.Contains("BAT0", Assert.Single(found.Unused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12 W")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("123456789012345678901234567890")]
    public void Garbage_is_malformed(string text)
    {
        Supply("BAT0", ("type", "Battery"), ("status", "Discharging"), ("power_now", text));
        Assert.Equal((ReadOutcome.Malformed, 0.0), Read(Gauge()));
    }

    [Fact]
    public void It_is_a_measured_platform_that_reads_without_allocating()
    {
        Supply("BAT0", ("type", "Battery"), ("status", "Discharging"), ("power_now", "9870000"));
        EnergySource source = BatterySource.Find(new(_root)).Group!.Sources[0];
        Assert.Equal((Component.Platform, Provenance.Measured, "battery"), (source.Component, source.Provenance, source.Method));
        source.Gauge!.TryRead(out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) source.Gauge!.TryRead(out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (ReadOutcome Outcome, double Watts) Read(IPowerGauge gauge)
    {
        ReadOutcome outcome = gauge.TryRead(out Power power);
        return (outcome, Math.Round(power.Watts, 9));
    }

    private IPowerGauge Gauge() => Assert.Single(BatterySource.Find(new(_root)).Group!.Sources).Gauge!;

    private void Supply(string name, params (string File, string Text)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Join(_root, "class/power_supply", name)).FullName;
        foreach ((string file, string text) in files) File.WriteAllText(Path.Join(folder, file), text + "\n");
    }
}
