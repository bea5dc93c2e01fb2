using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Rapl;

namespace EcoCode.Sensors.Tests.Rapl;

public class RaplSourcesTests
{
    /// <summary>A file that the kernel lets nobody read, not even root: its mode is write-only, which sysfs enforces.</summary>
    private const string Denied = "/sys/bus/event_source/drivers_probe";

    [Theory]
    [InlineData("xeon-2-socket", "0 1", 182_914_405_561, "0 1", 40_118_203_777, 0.05, 0.10)]
    [InlineData("laptop-psys-mmio", "0", 75_301_882_614, "0", 9_410_277_130, 0.05, 0.20)]
    [InlineData("desktop-sandybridge", "0", 18_350_177_062, "", 0, 0.10, 0)]
    public void A_machines_packages_and_memory_are_found(
        string name, string packages, long package, string memories, long memory, double packageBand, double memoryBand)
    {
        using var machine = new Machine(name);
        RaplSources found = Find(machine);
        SourceGroup cpu = Assert.Single(found.Cpu);
        Assert.Equal(packages, string.Join(' ', cpu.Sources.Select(source => source.Socket)));
        Assert.Equal(package, Read(cpu.Sources[0]));
        Assert.All(cpu.Sources, source =>
        {
            Assert.Equal((Component.Cpu, Provenance.Measured, "rapl-powercap"), (source.Component, source.Provenance, source.Method));
            Assert.Equal(packageBand, source.RelativeBand);
            Assert.EndsWith("/energy_uj", source.Origin, StringComparison.Ordinal);
        });
        Assert.Equal(memories, string.Join(' ', found.Dram.SelectMany(way => way.Sources).Select(source => source.Socket)));
        if (memories.Length > 0)
        {
            Assert.Equal(memory, Read(found.Dram[0].Sources[0]));
            Assert.Equal(memoryBand, found.Dram[0].Sources[0].RelativeBand);
        }

        Assert.Empty(found.Notes);
    }

    [Fact]
    public void Each_zone_wraps_at_its_own_range()
    {
        using var machine = new Machine("xeon-2-socket");
        RaplSources found = Find(machine);
        Assert.All(found.Cpu[0].Sources, source => Assert.Equal(262_143_328_850, source.Counter!.WrapsAt.Microjoules));
        Assert.All(found.Dram[0].Sources, source => Assert.Equal(65_712_999_613, source.Counter!.WrapsAt.Microjoules));
    }

    [Fact]
    public void Psys_repeated_and_inner_zones_are_listed_and_not_counted()
    {
        using var machine = new Machine("laptop-psys-mmio");
        RaplSources found = Find(machine);
        Assert.Equal(
            [
                "`intel-rapl-mmio:0 (package-0)`: repeats", "`intel-rapl-mmio:0:0 (dram)`: repeats", "`intel-rapl:0:0 (core)`: inside",
                "`intel-rapl:0:1 (uncore)`: inside", "`intel-rapl:1 (psys)`: contains",
            ],
            found.Unused.Select(line => string.Join(' ', line.Replace("` (", " (", StringComparison.Ordinal).Replace("):", ")`:", StringComparison.Ordinal).Split(' ').Take(3))).Order(StringComparer.Ordinal));
        Assert.Equal((Component.Platform, null, 148_830_120_093), (found.Psys!.Component, found.Psys.Socket, Read(found.Psys)));
    }

    [Fact]
    public void Mmio_stands_in_for_a_package_whose_msr_zone_cannot_be_read()
    {
        using var machine = new Machine("laptop-psys-mmio");
        machine.Link("class/powercap/intel-rapl:0/energy_uj", "/proc/self/mem");
        RaplSources found = Find(machine);
        Assert.Equal(75_301_884_200, Read(Assert.Single(found.Cpu[0].Sources)));
        Assert.Equal(9_410_277_130, Read(Assert.Single(found.Dram[0].Sources)));
        Assert.Contains(found.Unused, line => line.StartsWith("`intel-rapl:0` (package-0)", StringComparison.Ordinal)
            && line.EndsWith("`intel-rapl-mmio:0` stands in", StringComparison.Ordinal));
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void Mirrored_dies_in_a_container_are_one_package_counted_once()
    {
        using var machine = new Machine("threadripper-2-die");
        var time = new ManualTime();
        EnergySource package = Assert.Single(Assert.Single(RaplSources.Find(machine.Sys, machine.Topology, time).Cpu).Sources);
        Assert.Equal((0, 0.10, 2000.0), (package.Socket, package.RelativeBand, package.Ceiling.Watts));

        long first = Read(package);
        for (int second = 1; second <= 10; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            const string Zones = "devices/virtual/powercap/intel-rapl/intel-rapl:";
            machine.Write(Zones + "0/energy_uj", 10_359_908_363 + (second * 68_000_000L));
            machine.Write(Zones + "1/energy_uj", 10_360_237_493 + (second * 68_000_000L) + (second % 2 * 20_000));
            Assert.InRange(Read(package) - first, second * 68_000_000L, (second * 68_000_000L) + 20_000);
        }
    }

    [Fact]
    public void Cascade_lake_ap_dies_are_added_from_the_first_reading()
    {
        using var machine = new Machine("xeon-2-socket");
        machine.Zone("intel-rapl:0", "package-0-die-0", 100);
        machine.Zone("intel-rapl:1", "package-0-die-1", 200);
        machine.Zone("intel-rapl:2", "package-1", 300);
        CpuTopology topology = machine.Topology with { Model = "85" };
        RaplSources found = RaplSources.Find(machine.Sys, topology, new ManualTime());
        Assert.Equal([0, 1], found.Cpu[0].Sources.Select(source => source.Socket));
        Assert.Equal([0], found.Dram[0].Sources.Select(source => source.Socket).Distinct());
        EnergySource package = found.Cpu[0].Sources[0];
        long first = Read(package);
        machine.Write("class/powercap/intel-rapl:0/energy_uj", 150);
        machine.Write("class/powercap/intel-rapl:1/energy_uj", 250);
        Assert.Equal(100, Read(package) - first);
    }

    [Fact]
    public void Packages_are_known_by_name_and_not_by_their_place_in_the_list()
    {
        // As on Sapphire Rapids, where psys takes a place between the packages.
        using var machine = new Machine();
        machine.Zone("intel-rapl:0", "psys", 1, 4_294_967_295_000_000);
        machine.Zone("intel-rapl:1", "package-1", 11);
        machine.Zone("intel-rapl:2", "package-0", 10);
        machine.Zone("intel-rapl:10", "psys-1", 0);
        RaplSources found = RaplSources.Find(machine.Sys, new CpuTopology { SocketOf = [0, 0, 1, 1] }, new ManualTime());
        Assert.Equal([(0, 10L), (1, 11L)], found.Cpu[0].Sources.Select(source => (source.Socket!.Value, Read(source))));
        Assert.Equal(1, Read(found.Psys!));
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void A_counter_that_may_not_be_read_is_reported_with_the_way_to_open_it()
    {
        Assert.SkipUnless(File.Exists(Denied), $"{Denied} is not there to stand for an unreadable file");
        using var machine = new Machine("xeon-2-socket");
        machine.Link("class/powercap/intel-rapl:1/energy_uj", Denied);
        RaplSources found = Find(machine);
        Assert.Empty(found.Cpu);
        Assert.Equal(2, Assert.Single(found.Dram).Sources.Count);
        Note note = Assert.Single(found.Notes);
        Assert.Equal("ECO1003", note.Code);
        Assert.Contains("intel-rapl:1/energy_uj`", note.Message, StringComparison.Ordinal);
        Assert.Contains("`sudo ecocode doctor --fix rapl`", note.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("")]
    public void A_counter_that_makes_no_sense_is_reported(string content)
    {
        using var machine = new Machine("desktop-sandybridge");
        machine.Write("class/powercap/intel-rapl:0/energy_uj", content);
        RaplSources found = Find(machine);
        Assert.Empty(found.Cpu);
        Assert.Equal("ECO1005", Assert.Single(found.Notes).Code);
    }

    [Fact]
    public void A_package_without_a_zone_is_said_to_be_lacking()
    {
        using var machine = new Machine("xeon-2-socket");
        Directory.Delete(machine.PathOf("sys/class/powercap/intel-rapl:1"), recursive: true);
        Directory.Delete(machine.PathOf("sys/class/powercap/intel-rapl:1:0"), recursive: true);
        RaplSources found = Find(machine);
        Assert.Single(found.Cpu[0].Sources);
        Note note = Assert.Single(found.Notes);
        Assert.Equal(("ECO1004", "the CPU total lacks package 1: no energy counter stands for it"), (note.Code, note.Message));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_machine_without_rapl_is_told_so(bool isVirtual, bool hasHint)
    {
        using var machine = new Machine();
        RaplSources found = RaplSources.Find(machine.Sys, new CpuTopology { SocketOf = [0], IsVirtual = isVirtual }, new ManualTime());
        Assert.Empty(found.Cpu);
        Assert.Empty(found.Dram);
        Assert.Null(found.Psys);
        Note note = Assert.Single(found.Notes);
        Assert.Equal(("ECO1001", hasHint), (note.Code, note.Hint is not null));
    }

    [Fact]
    public void Memory_outside_a_package_and_unknown_zones_are_not_counted()
    {
        using var machine = new Machine("desktop-sandybridge");
        machine.Zone("intel-rapl:1", "dram", 5);
        machine.Zone("intel-rapl:2", "gpu", 5);
        machine.Zone("intel-rapl:2:0", "dram", 5);
        RaplSources found = Find(machine);
        Assert.Empty(found.Dram);
        Assert.Equal(3, found.Unused.Count(line => line.EndsWith("not known what it covers", StringComparison.Ordinal)));
    }

    private static RaplSources Find(Machine machine) => RaplSources.Find(machine.Sys, machine.Topology, new ManualTime());

    private static long Read(EnergySource source)
    {
        Assert.Equal(ReadOutcome.Ok, source.Counter!.TryRead(out Energy reading));
        return reading.Microjoules;
    }
}
