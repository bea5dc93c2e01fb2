using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Rapl;
using EcoCode.Sensors.Tests.PerfEvents;

namespace EcoCode.Sensors.Tests.Rapl;

/// <summary>The way through perf, with real system calls on the kernel's software PMU.</summary>
public sealed class PerfSearchTests : IDisposable
{
    private readonly Machine _machine = new("xeon-2-socket");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Perf_comes_first_and_powercap_second()
    {
        SimulatedPmu.Add(_machine, "0", "energy-pkg", "energy-ram", "energy-cores", "energy-gpu", "energy-psys");
        RaplSources found = Find(new CpuTopology { SocketOf = [0], Vendor = "GenuineIntel", Family = "6", Model = "63" });
        Assert.Equal(["rapl-perf", "rapl-powercap"], found.Cpu.Select(way => way.Sources[0].Method));
        Assert.Equal(["rapl-perf", "rapl-powercap"], found.Dram.Select(way => way.Sources[0].Method));
        EnergySource package = Assert.Single(found.Cpu[0].Sources);
        Assert.Equal((0, "package 0", "power/energy-pkg/ on cpu 0"), (package.Socket, package.Device, package.Origin));
        Assert.Equal("rapl-perf", found.Psys!.Method);
        Assert.Contains("`power/energy-cores/`: inside its package", found.Unused);
        Assert.Contains("`power/energy-gpu/`: inside its package", found.Unused);
        Assert.Contains("`power/energy-psys/`: contains the packages", found.Unused);
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void Processors_of_the_mask_are_packages_by_their_physical_id()
    {
        Assert.SkipUnless(Environment.ProcessorCount >= 2, "one processor only");
        SimulatedPmu.Add(_machine, "0-1", "energy-pkg");
        RaplSources found = Find(new CpuTopology { SocketOf = [3, 1] });
        Assert.Equal([1, 3], found.Cpu[0].Sources.Select(source => source.Socket));
        Assert.Equal(["power/energy-pkg/ on cpu 1", "power/energy-pkg/ on cpu 0"], found.Cpu[0].Sources.Select(source => source.Origin));
    }

    [Fact]
    public void More_processors_than_packages_are_dies()
    {
        Assert.SkipUnless(Environment.ProcessorCount >= 2, "one processor only");
        SimulatedPmu.Add(_machine, "0,1", "energy-pkg");
        RaplSources found = Find(new CpuTopology { SocketOf = [0, 0] });
        EnergySource package = Assert.Single(found.Cpu[0].Sources);
        Assert.IsType<PackageOfDies>(package.Counter);
        Assert.Equal("power/energy-pkg/ on cpu 0, power/energy-pkg/ on cpu 1", package.Origin);
        Assert.Equal(Energy.MaxValue, package.Counter!.WrapsAt);
    }

    [Fact]
    public void A_processor_that_cpuinfo_leaves_out_is_placed_by_sysfs()
    {
        SimulatedPmu.Add(_machine, "0", "energy-pkg");
        _machine.Write("devices/system/cpu/cpu0/topology/physical_package_id", 1);
        RaplSources found = Find(new CpuTopology { SocketOf = [-1, 1] });
        Assert.Equal(1, Assert.Single(found.Cpu, way => way.Sources[0].Method == "rapl-perf").Sources[0].Socket);
    }

    [Fact]
    public void A_way_that_lacks_a_package_comes_after_a_complete_one()
    {
        SimulatedPmu.Add(_machine, "0", "energy-pkg");
        RaplSources found = Find(_machine.Topology);
        Assert.Equal(["rapl-powercap", "rapl-perf"], found.Cpu.Select(way => way.Sources[0].Method));
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void An_event_that_one_processor_refuses_is_not_offered_at_all()
    {
        // No machine has a processor 60000.
        SimulatedPmu.Add(_machine, "0,60000", "energy-pkg");
        _machine.Write("devices/system/cpu/cpu60000/topology/physical_package_id", 1);
        RaplSources found = Find(_machine.Topology);
        Assert.Equal("rapl-powercap", Assert.Single(found.Cpu).Sources[0].Method);
        Assert.Contains(found.Unused, line => line.StartsWith("`power/energy-pkg/ on cpu 60000`", StringComparison.Ordinal));
        Assert.Empty(found.Notes);
    }

    [Theory]
    [InlineData("/usr/bin/ecocode", "`sudo setcap cap_perfmon=ep /usr/bin/ecocode`")]
    [InlineData("/usr/share/dotnet/dotnet", "`sudo sysctl kernel.perf_event_paranoid=0`")]
    public void Whoever_may_not_count_is_told_what_opens_it(string program, string fix)
    {
        Note note = RaplNotes.PerfDenied("power/energy-pkg/ on cpu 0", program);
        Assert.Equal("ECO1002", note.Code);
        Assert.StartsWith(fix, note.Hint, StringComparison.Ordinal);
    }

    private RaplSources Find(CpuTopology topology)
    {
        RaplSources found = RaplSources.Find(_machine.Sys, topology, new ManualTime());
        Assert.SkipWhen(found.Unused.Any(line => line.Contains("power/", StringComparison.Ordinal) && line.EndsWith("may not read it", StringComparison.Ordinal)),
            "perf_event_open is refused here");
        return found;
    }
}
