using EcoCode.Host;
using EcoCode.Sensors.PerfEvents;

namespace EcoCode.Sensors.Rapl;

/// <summary>RAPL through the kernel's <c>power</c> PMU.</summary>
internal static class PerfSearch
{
    public const string Method = "rapl-perf";

    private const string Psys = "energy-psys";

    /// <summary>Looks for the PMU's events, and adds what may be counted of them to the findings.</summary>
    public static void Run(PseudoFs sys, CpuTopology topology, TimeProvider time, RaplFindings findings)
    {
        if (PowerPmu.Find(sys) is not { } pmu) return;
        SourceGroup Group(IReadOnlyList<RaplReading> readings, Component component)
            => RaplReading.Group(readings, component, Method, topology, time);
        foreach ((string name, Component component) in new[] { ("energy-pkg", Component.Cpu), ("energy-ram", Component.Dram) })
        {
            if (!pmu.Events.TryGetValue(name, out PmuEvent? which)) continue;
            bool whole = true;
            var readings = new List<RaplReading>();
            foreach (int cpu in pmu.Cpus)
            {
                ReadOutcome outcome = TryOpen(sys, topology, pmu, which, cpu, out RaplReading? reading);
                if (reading is not null) readings.Add(reading);
                else findings.Refuse(component, Method, OriginOf(which, cpu), outcome);
                whole &= reading is not null;
                // What one processor refuses for lack of permission, the others refuse too: one line says it.
                if (outcome == ReadOutcome.Denied) break;
            }

            findings.Offer(component, readings, whole, group => Group(group, component));
        }

        // The whole platform has one counter, which only the first package answers for (others show 0).
        if (pmu.Events.TryGetValue(Psys, out PmuEvent? psys)
            && TryOpen(sys, topology, pmu, psys, pmu.Cpus[0], out RaplReading? platform) == ReadOutcome.Ok)
        {
            findings.Psys = platform!.Platform(Method, topology);
        }

        foreach (string name in pmu.Events.Keys.Except(["energy-pkg", "energy-ram"]).Order(StringComparer.Ordinal))
        {
            findings.Unused.Add(name == Psys ? $"`power/{name}/`: contains the packages" : $"`power/{name}/`: inside its package");
        }
    }

    private static ReadOutcome TryOpen(PseudoFs sys, CpuTopology topology, PowerPmu pmu, PmuEvent which, int cpu, out RaplReading? reading)
    {
        reading = null;
        if (SocketOf(sys, topology, cpu) is not { } socket) return ReadOutcome.NotSupported;
        ReadOutcome outcome = PerfEnergyCounter.TryOpen(pmu, which, cpu, out PerfEnergyCounter? counter);
        if (counter is null) return outcome;
        outcome = counter.TryRead(out _);
        if (outcome == ReadOutcome.Ok) reading = new(socket, counter, OriginOf(which, cpu));
        else counter.Dispose();
        return outcome;
    }

    /// <summary>The package of a processor; /sys knows those, too, that a container's /proc/cpuinfo leaves out.</summary>
    private static int? SocketOf(PseudoFs sys, CpuTopology topology, int cpu)
    {
        if (cpu < topology.SocketOf.Count && topology.SocketOf[cpu] >= 0) return topology.SocketOf[cpu];
        ReadOutcome outcome = sys.TryReadInteger($"devices/system/cpu/cpu{cpu}/topology/physical_package_id", out long id);
        return outcome == ReadOutcome.Ok && id is >= 0 and < 1 << 16 ? (int)id : null;
    }

    private static string OriginOf(PmuEvent which, int cpu) => $"power/{which.Name}/ on cpu {cpu}";
}
