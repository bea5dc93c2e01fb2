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
    public void What_a_package_may_draw_is_its_long_term_limit_else_its_rated_power()
    {
        using var machine = new Machine("xeon-2-socket");
        double rated = RatedPower.Find(machine.Topology)!.Tdp.Watts;
        machine.Write("class/powercap/intel-rapl:0/constraint_0_name", "long_term\n");
        machine.Write("class/powercap/intel-rapl:0/constraint_0_power_limit_uw", "125000000\n");
        machine.Write("class/powercap/intel-rapl:0/constraint_1_name", "short_term\n");
        machine.Write("class/powercap/intel-rapl:0/constraint_1_power_limit_uw", "250000000\n");
        Assert.Equal([125, rated], Slot(machine, Component.Cpu).Candidates[0].Sources.OrderBy(source => source.Socket).Select(source => source.Limit!.Value.Watts));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("none")]
    [InlineData("")]
    public void A_limit_that_is_none_is_not_believed(string microwatts)
    {
        using var machine = new Machine("xeon-2-socket");
        machine.Write("class/powercap/intel-rapl:0/constraint_0_name", "long_term\n");
        machine.Write("class/powercap/intel-rapl:0/constraint_0_power_limit_uw", microwatts);
        Assert.All(Slot(machine, Component.Cpu).Candidates[0].Sources, source => Assert.Equal(RatedPower.Find(machine.Topology)!.Tdp, source.Limit));
    }

    [Fact]
    public void Counters_that_somebody_else_reads_are_asked_for_only_where_the_machines_own_cannot_be_read()
    {
        using var machine = new Machine();
        machine.Write("../proc/cpuinfo", "processor : 0\nvendor_id : AuthenticAMD\ncpu family : 26\nmodel : 2\n");
        SourceGroup served = new([Served(Component.Cpu, "package 0"), Served(Component.Cpu, "package 1")]);
        Catalogue catalogue = Elsewhere(machine, CpuPreference.Auto, [served, new([Served(Component.Dram, "memory of package 0")])]);
        SensorSlot cpu = catalogue.Slots.Single(slot => slot.Component == Component.Cpu);
        Assert.Equal(["agent-rapl-perf", "agent-rapl-perf"], cpu.Candidates[0].Sources.Select(source => source.Method));
        Assert.Equal(Provenance.Modelled, cpu.Candidates[^1].Sources[0].Provenance);
        Assert.Equal("agent-rapl-perf", catalogue.Slots.Single(slot => slot.Component == Component.Dram).Candidates[0].Sources[0].Method);
        Assert.Empty(catalogue.Notes);

        Assert.DoesNotContain(Elsewhere(machine, CpuPreference.Model, null).Slots, slot => slot.Candidates.Any(candidate => candidate.Sources[0].Method == "agent-rapl-perf"));
        using var own = new Machine("xeon-2-socket");
        Assert.Equal("rapl-powercap", Elsewhere(own, CpuPreference.Auto, null).Slots[0].Candidates[0].Sources[0].Method);
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

    private static Catalogue Elsewhere(Machine machine, CpuPreference preference, IReadOnlyList<SourceGroup>? served)
        => new SensorSearch(machine.Sys, new PseudoFs(machine.PathOf("proc")), machine.Topology, TimeProvider.System)
        {
            Elsewhere = () => served ?? throw new InvalidOperationException("asked though the machine's own counters can be read"),
        }.Find(preference, CgroupLimits.None, new NoLoad(), null);

    private static EnergySource Served(Component component, string device) => new(new DieStub(1_000_000))
    {
        Component = component, Device = device, Provenance = Provenance.Measured, RelativeBand = 0.05, Method = "agent-rapl-perf", Origin = "/run/ecocode/agent.sock", Ceiling = Power.FromWatts(1000),
    };

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
