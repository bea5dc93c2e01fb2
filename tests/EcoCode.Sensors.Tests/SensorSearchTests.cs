using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Modelled;
using EcoCode.Sensors.Tests.Rapl;

namespace EcoCode.Sensors.Tests;

public sealed class SensorSearchTests
{
    [Fact]
    public void Counters_come_first_and_the_model_last()
    {
        using var machine = new Machine("xeon-2-socket");
        SensorSlot cpu = Slot(machine, Component.Cpu);
        Assert.Equal("rapl-powercap", cpu.Candidates[0].Sources[0].Method);
        Assert.Equal(2, cpu.Candidates[0].Sources.Count);
        Assert.Equal(Provenance.Modelled, cpu.Candidates[^1].Sources[0].Provenance);
    }

    [Fact]
    public void The_model_can_be_demanded_and_so_can_a_sensor()
    {
        using var machine = new Machine("xeon-2-socket");
        Assert.All(Slot(machine, Component.Cpu, CpuPreference.Model).Candidates, candidate => Assert.Equal(Provenance.Modelled, candidate.Sources[0].Provenance));
        Assert.All(Slot(machine, Component.Cpu, CpuPreference.Sensor).Candidates, candidate => Assert.Equal(Provenance.Measured, candidate.Sources[0].Provenance));
    }

    [Fact]
    public void A_counter_is_not_believed_beyond_five_times_the_rated_power()
    {
        using var machine = new Machine("xeon-2-socket");
        double rated = RatedPower.Find(machine.Topology)!.Tdp.Watts;
        Assert.All(Slot(machine, Component.Cpu).Candidates[0].Sources, source => Assert.Equal(5 * rated, source.Ceiling.Watts));
    }

    [Fact]
    public void An_estimate_is_explained_once()
    {
        using var machine = new Machine();
        machine.Write("../proc/cpuinfo", "processor : 0\nvendor_id : AuthenticAMD\ncpu family : 26\nmodel : 2\nflags : fpu hypervisor\n");
        Catalogue catalogue = Find(machine, CpuPreference.Auto, null);
        Assert.Equal("ECO1102", Assert.Single(catalogue.Notes).Code);
        Assert.DoesNotContain(catalogue.Slots, slot => slot.Component == Component.Dram);
    }

    [Fact]
    public void A_meter_of_the_machine_makes_the_estimate_needless()
    {
        using var machine = new Machine();
        machine.Write("../proc/cpuinfo", "processor : 0\nvendor_id : AuthenticAMD\ncpu family : 26\nmodel : 2\nflags : fpu hypervisor\n");
        Assert.Empty(Find(machine, CpuPreference.Auto, Meter(ReadOutcome.Ok)).Notes);
        Assert.Contains(Find(machine, CpuPreference.Auto, Meter(ReadOutcome.Gone)).Notes, note => note.Code == "ECO1201");
    }

    [Fact]
    public void Memory_is_not_added_to_a_meter_that_contains_it()
    {
        using var machine = new Machine();
        machine.Write("../proc/cpuinfo", "processor : 0\nCPU implementer : 0x41\nCPU architecture : 8\nCPU part : 0xd4f\n");
        machine.Write("../proc/meminfo", "MemTotal:       502653184 kB\n");
        machine.Write("class/hwmon/hwmon0/name", "power_meter");
        machine.Write("class/hwmon/hwmon0/power1_average", "150000000");
        machine.Write("class/hwmon/hwmon0/power1_oem_info", "Grace Power Socket 0");
        Catalogue catalogue = Find(machine, CpuPreference.Auto, null);
        Assert.Equal("hwmon", catalogue.Slots.Single(slot => slot.Component == Component.Cpu).Candidates[0].Sources[0].Method);
        Assert.DoesNotContain(catalogue.Slots, slot => slot.Component == Component.Dram);
    }

    private static SourceGroup Meter(ReadOutcome outcome) => new([
        new EnergySource(new FixedGauge(outcome))
        {
            Component = Component.Platform, Device = "meter", Provenance = Provenance.Measured, RelativeBand = 0.05, Method = "external", Origin = "test", Ceiling = Power.FromWatts(1000),
        },
    ]);

    private static SensorSlot Slot(Machine machine, Component component, CpuPreference preference = CpuPreference.Auto)
        => Find(machine, preference, null).Slots.Single(slot => slot.Component == component);

    private static Catalogue Find(Machine machine, CpuPreference preference, SourceGroup? external)
        => new SensorSearch(machine.Sys, new PseudoFs(machine.PathOf("proc")), machine.Topology, TimeProvider.System).Find(preference, CgroupLimits.None, new NoLoad(), external);

    private sealed class FixedGauge(ReadOutcome outcome) : IPowerGauge
    {
        public SensorId Id => new("test");

        public ReadOutcome TryRead(out Power reading)
        {
            reading = Power.FromWatts(outcome == ReadOutcome.Ok ? 40 : 0);
            return outcome;
        }
    }

    private sealed class NoLoad : ICpuLoad
    {
        public bool TryReadBusy(out TimeSpan busy)
        {
            busy = TimeSpan.Zero;
            return true;
        }
    }
}
