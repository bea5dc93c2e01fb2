using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Rapl;

/// <summary>An opened counter, with what it covers.</summary>
/// <param name="Package">Physical id of its package.</param>
/// <param name="Counter">Opened, and read once.</param>
/// <param name="Origin">The file or the PMU event that is read.</param>
internal sealed record RaplReading(int Package, IEnergyCounter Counter, string Origin)
{
    /// <summary>
    /// More than this is true of no package and no package's memory: the largest have a TDP of 500 W (2024), peaks of some milliseconds
    /// reach about 1.5 times that, and 24 modules of 25 W make 600 W. A range of 65 kJ then lasts 65 s at least.
    /// </summary>
    public static readonly Power Ceiling = Power.FromWatts(1000);

    /// <summary>Puts readings together into one source for each package, those of several dies into one counter.</summary>
    /// <param name="readings">Not empty.</param>
    /// <param name="component">CPU or DRAM.</param>
    /// <param name="method"><c>rapl-perf</c> or <c>rapl-powercap</c>.</param>
    /// <param name="topology">The machine's processors.</param>
    /// <param name="time">For telling dies and resets apart.</param>
    public static SourceGroup Group(IReadOnlyList<RaplReading> readings, Component component, string method, CpuTopology topology, TimeProvider time)
        => new([.. readings.GroupBy(reading => reading.Package).OrderBy(package => package.Key)
            .Select(package => Source([.. package], component, method, topology, time))]);

    private static EnergySource Source(RaplReading[] dies, Component component, string method, CpuTopology topology, TimeProvider time)
    {
        IEnergyCounter counter = dies is [var only]
            ? only.Counter
            : new PackageOfDies(
                new($"{dies[0].Counter.Id}+{dies.Length - 1}"), [.. dies.Select(die => die.Counter)], CountsPerDie(topology), Ceiling, time);
        bool memory = component == Component.Dram;
        return new(counter)
        {
            Component = component,
            Device = memory ? $"memory of package {dies[0].Package}" : $"package {dies[0].Package}",
            Socket = dies[0].Package,
            Provenance = Provenance.Measured,
            RelativeBand = memory ? RaplBand.OfMemory(topology) : RaplBand.OfPackage(topology),
            Method = method,
            Origin = string.Join(", ", dies.Select(die => die.Origin)),
            Ceiling = Ceiling * dies.Length,
        };
    }

    /// <summary>Cascade Lake-AP, the one product whose dies the kernel names as having counters of their own (arch/x86/events/rapl.c).</summary>
    private static bool CountsPerDie(CpuTopology topology) => topology is { Vendor: "GenuineIntel", Family: "6", Model: "85" };

    /// <summary>The platform's source.</summary>
    public EnergySource Platform(string method, CpuTopology topology) => new(Counter)
    {
        Component = Component.Platform,
        Device = "psys",
        Provenance = Provenance.Measured,
        RelativeBand = RaplBand.Psys,
        Method = method,
        Origin = Origin,
        Ceiling = Ceiling * (topology.Sockets.Count + 1),
    };
}
