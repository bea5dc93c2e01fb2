using EcoCode.Bench.Interop;
using EcoCode.Bench.Simulation;
using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Compat;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Bench.Topics;

/// <summary>What it costs to tell a machine's metrics: what is kept at each tick, and the text of a scrape.</summary>
internal static class ScrapeCost
{
    private const int WarmUp = 200, Scrapes = 200;

    /// <summary>Milliseconds for 1,000 series.</summary>
    private const double Target = 5;

    internal static void Measure(Workshop workshop)
    {
        var table = new Table("scrape", "", "CPU time of one thread, and managed memory that it allocates; medians of 200. A tick is what the metrics add to it.");
        if (!ImpactModel.Shipped.TryResolve(new ImpactRequest { Zone = "DE", Price = "0.31EUR", Machine = MachineKind.Server }, out ImpactFactors? factors, out _)) return;
        Measure(table, 50, CompatNames.None, factors);
        Measure(table, 470, CompatNames.None, factors);
        Measure(table, 470, CompatNames.Scaphandre | CompatNames.Kepler, factors);
    }

    private static void Measure(Table table, int most, CompatNames names, ImpactFactors factors)
    {
        var machine = new CrowdedMachine(processes: 1000, sources: 6);
        var accounts = new NodeAccounts(most);
        var compat = new CompatExposition(names, new CompatHost("bench", new CpuTopology { SocketOf = [0] }));
        var self = new SelfReading
        {
            Version = "bench",
            Started = default,
            CpuTime = default,
            ResidentBytes = 0,
            Ticks = 0,
            LateTicks = 0,
            SinceTick = default,
            AskedInterval = default,
            Interval = default,
            Overhead = 0,
            OverheadBudget = 0,
            Scrapes = 0,
            ScrapeTime = default,
            Refused = 0,
        };
        var writer = new MetricWriter(ExpositionFormat.OpenMetrics);
        List<double> ticks = [], scrapes = [], bytes = [];
        for (int i = 0; i < WarmUp + Scrapes; i++)
        {
            MachineSnapshot snapshot = machine.Next();
            long start = Libc.ThreadTime;
            NodeReading reading = accounts.Take(snapshot, factors, live: null);
            long taken = Libc.ThreadTime;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            writer.Clear();
            NodeExposition.Write(reading, self, writer);
            compat.Write(reading, self, writer);
            writer.End();
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            long written = Libc.ThreadTime;
            if (i < WarmUp) continue;
            ticks.Add((taken - start) / 1e6);
            scrapes.Add((written - taken) / 1e6);
            bytes.Add(allocated);
        }

        int series = 0;
        foreach (Range line in writer.Written.Split((byte)'\n'))
        {
            if (writer.Written[line] is [not (byte)'#', ..]) series++;
        }

        string name = $"{series} series{(names == CompatNames.None ? "" : ", compatible")}";
        table.Figure($"{name}: tick, of 1000 processes", Median.Of(ticks), "0.00 ms");
        table.Figure($"{name}: scrape", Median.Of(scrapes), "0.00 ms", Target * Math.Max(1, series / 1000.0), $"{writer.Written.Length / 1000} kB");
        table.Figure($"{name}: allocated a scrape", Median.Of(bytes), "0 B", 0);
    }
}
