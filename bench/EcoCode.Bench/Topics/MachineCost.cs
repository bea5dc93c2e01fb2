using EcoCode.Bench.Interop;
using EcoCode.Host;
using EcoCode.Metering;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Linux;
using EcoCode.Sensors;

namespace EcoCode.Bench.Topics;

/// <summary>What a tick costs that measures the whole machine.</summary>
internal static class MachineCost
{
    private const int Ticks = 21;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    internal static void Measure(Workshop workshop)
    {
        var table = new Table(
            "machine",
            "",
            "CPU time of the thread that ticks once a second, and managed memory that a tick allocates: medians. The processes of the machine",
            "come on top of those that are started here: they sleep, or wake every 100 ms. In a storm some hundred short ones come and go a second.");
        foreach ((int count, string kind, double target) in new[] { (300, "sleep", 0.5), (300, "stir", 0.5), (1000, "stir", double.NaN) })
        {
            using Child load = Child.Start([workshop.Load, kind, $"{count}", "55"]);
            Measure(table, $"{count} more, {(kind == "stir" ? "stirring" : "asleep")}", target);
        }

        using Child storm = Child.Start([workshop.Load, "storm", "10000", workshop.PathOf("storm.txt"), "1"]);
        Measure(table, "a storm", double.NaN);
    }

    private static void Measure(Table table, string what, double target)
    {
        PseudoFs sys = new("/sys"), proc = new("/proc");
        CpuTopology topology = CpuTopology.Read(sys, proc);
        IMachineCpu cpu = MachineCpu.OfHost(sys, proc, topology, TimeProvider.System);
        Catalogue catalogue = new SensorSearch(sys, proc, topology, TimeProvider.System).Find(CpuPreference.Auto, CgroupLimits.None, new MachineLoad(cpu), external: null);
        using MachineProcesses processes = MachineProcesses.Open(new PseudoFs("/"), proc, cpu, TimeProvider.System);
        var machine = new MeteredMachine(catalogue.Slots, cpu, new MemoryUse(proc), () => OwnUse.CpuTime, () => Boot.Suspended);
        var meter = new MachineMeter(machine, processes, topology.SocketOf, new MeterOptions(), TimeProvider.System);
        meter.Begin();
        List<double> shares = [], bytes = [];
        for (int i = -3; i < Ticks; i++)
        {
            Thread.Sleep(Interval);
            (long start, long allocated) = (Libc.ThreadTime, GC.GetAllocatedBytesForCurrentThread());
            meter.Tick(last: false, Interval);
            if (i < 0) continue;
            shares.Add((Libc.ThreadTime - start) / 1e9 / Interval.TotalSeconds * 100);
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - allocated);
        }

        string rows = $"{meter.Latest!.Processes.Count} rows";
        if (double.IsNaN(target)) table.Figure($"{what}: CPU", Median.Of(shares), "0.00 % of a core", rows);
        else table.Figure($"{what}: CPU", Median.Of(shares), "0.00 % of a core", target, rows);
        table.Figure($"{what}: allocated a tick", Median.Of(bytes) / 1000, "0.0 kB", $"{meter.Latest.Interval.TotalSeconds:0.0} s apart");
    }
}
