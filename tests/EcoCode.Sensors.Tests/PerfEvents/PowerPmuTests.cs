using EcoCode.Sensors.PerfEvents;
using EcoCode.Sensors.Tests.Rapl;

namespace EcoCode.Sensors.Tests.PerfEvents;

public sealed class PowerPmuTests : IDisposable
{
    private readonly Machine _machine = new();

    public PowerPmuTests()
    {
        SimulatedPmu.Add(_machine, "0,18", "energy-pkg", "energy-ram");
        _machine.Write($"{SimulatedPmu.Folder}/type", 23);
        _machine.Write($"{SimulatedPmu.Folder}/events/energy-pkg", "event=0x02");
        _machine.Write($"{SimulatedPmu.Folder}/events/energy-ram", "event=0x03");
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_pmu_is_read_as_sysfs_describes_it()
    {
        PowerPmu pmu = PowerPmu.Find(_machine.Sys)!;
        Assert.Equal(23u, pmu.Type);
        Assert.Equal([0, 18], pmu.Cpus);
        Assert.Equal(["energy-pkg", "energy-ram"], pmu.Events.Keys.Order());
        Assert.Equal(2ul, pmu.Events["energy-pkg"].Config);
        Assert.Equal(3ul, pmu.Events["energy-ram"].Config);
    }

    [Theory]
    [InlineData("config:8-15", "event=0x02", 0x200)]
    [InlineData("config:8-15", "event=255", 0xff00)]
    [InlineData("config:8-15", "event=0x100", null)]
    [InlineData("config:0-7", "event=0xff", 0xff)]
    [InlineData("config:0-63", "event=0x7fffffff", 0x7fffffff)]
    [InlineData("config:1", "event=0x01", 2)]
    [InlineData("config:1", "event=0x02", null)]
    public void The_format_says_which_bits_hold_the_event(string format, string term, int? config)
    {
        _machine.Write($"{SimulatedPmu.Folder}/format/event", format);
        _machine.Write($"{SimulatedPmu.Folder}/events/energy-pkg", term);
        _machine.Write($"{SimulatedPmu.Folder}/events/energy-ram", "event=0x01");
        Assert.Equal((ulong?)config, PowerPmu.Find(_machine.Sys)!.Events.GetValueOrDefault("energy-pkg")?.Config);
    }

    [Theory]
    [InlineData("events/energy-pkg", "event=0x100")]
    [InlineData("events/energy-pkg", "event=")]
    [InlineData("events/energy-pkg", "umask=0x02")]
    [InlineData("events/energy-pkg", "config=2")]
    [InlineData("events/energy-pkg.unit", "Watts")]
    [InlineData("events/energy-pkg.scale", "much")]
    public void An_event_in_unknown_terms_is_left_out(string file, string content)
    {
        _machine.Write($"{SimulatedPmu.Folder}/{file}", content);
        Assert.Equal(["energy-ram"], PowerPmu.Find(_machine.Sys)!.Events.Keys);
    }

    [Theory]
    [InlineData("type", "none")]
    [InlineData("type", "-1")]
    [InlineData("cpumask", "")]
    [InlineData("cpumask", "0-")]
    [InlineData("format/event", "config1:0-7")]
    [InlineData("format/event", "config:7-0")]
    [InlineData("format/event", "config:0-64")]
    [InlineData("format/event", "config:64")]
    [InlineData("format/event", "config:0-3-7")]
    public void A_pmu_in_unknown_terms_is_none(string file, string content)
    {
        _machine.Write($"{SimulatedPmu.Folder}/{file}", content);
        Assert.Null(PowerPmu.Find(_machine.Sys));
    }

    [Fact]
    public void Without_the_folder_there_is_no_pmu()
    {
        using var empty = new Machine();
        Assert.Null(PowerPmu.Find(empty.Sys));
    }
}
