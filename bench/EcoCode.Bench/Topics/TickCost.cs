using System.Globalization;
using EcoCode.Bench.Interop;
using EcoCode.Bench.Simulation;
using EcoCode.Host;
using EcoCode.Metering;
using EcoCode.Processes;
using EcoCode.Processes.Linux;
using EcoCode.Sensors;

namespace EcoCode.Bench.Topics;

/// <summary>What one tick allocates, and how many system calls it makes.</summary>
internal static class TickCost
{
    private const int Count = 10, Ticks = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100), Settling = TimeSpan.FromSeconds(6), Traced = TimeSpan.FromSeconds(5);

    internal static void Measure(Workshop workshop)
    {
        var table = new Table("tick", "", $"A tick of a tree of {Count} processes that stir, with a RAPL counter where the machine can be simulated.");
        Allocations(workshop, table);
        SystemCalls(workshop, table);
    }

    private static void Allocations(Workshop workshop, Table table)
    {
        using SimulatedPackage? package = SimulatedPackage.Lacking is null ? new SimulatedPackage(workshop.PathOf("sys"), withAccount: true) : null;
        using Child root = Child.Start([workshop.Load, "stir", $"{Count}", "50"]);
        Thread.Sleep(500);
        PseudoFs sys = new(package?.Root ?? "/sys"), proc = new("/proc");
        CpuTopology topology = CpuTopology.Read(sys, proc);
        IMachineCpu cpu = MachineCpu.OfHost(sys, proc, topology, TimeProvider.System);
        Catalogue catalogue = new SensorSearch(sys, proc, topology, TimeProvider.System).Find(CpuPreference.Auto, CgroupLimits.None, new MachineLoad(cpu), external: null);
        using ProcessTree tree = ProcessTree.OfRunning(proc, [root.Pid]);
        var machine = new MeteredMachine(catalogue.Slots, cpu, new MemoryUse(proc), () => OwnUse.CpuTime, () => Boot.Suspended);
        var meter = new Meter(machine, tree, topology.SocketOf, new MeterOptions(), TimeProvider.System);
        meter.Begin();
        for (int i = 0; i < Ticks; i++) meter.Tick(last: false, Interval);

        // Whoever is new on the machine costs a look, and that allocates; so the median tells of the ticks in which nobody is.
        var bytes = new List<double>(Ticks);
        for (int i = 0; i < Ticks; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            meter.Tick(last: false, Interval);
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        table.Figure("managed memory allocated, bytes", Median.Of(bytes), "0", 0);
    }

    private static void SystemCalls(Workshop workshop, Table table)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Join(folder, "strace"))))
        {
            table.Skipped("system calls", "no strace");
            return;
        }

        using Child run = Child.Start([workshop.Ecocode, "run", "-qq", "--no-ledger", "-i", "100ms", "--overhead-budget", "100", "--", workshop.Load, "stir", $"{Count}", "15"]);
        Thread.Sleep(Settling);
        string output = workshop.PathOf("strace.txt");
        using (Child trace = Child.Start(["strace", "-f", "-c", "-p", $"{run.Pid}", "-o", output]))
        {
            Thread.Sleep(Traced);
            Libc.AskToEnd(trace.Pid);
            trace.WaitForEnd();
        }

        run.Wait();
        foreach (string line in File.ReadLines(output))
        {
            // % time, seconds, µs a call, calls, errors if any, name.
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 5 || !double.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out double calls)) continue;
            string name = fields[^1] == "total" ? "system calls" : $"  {fields[^1]}";
            if (calls / (Traced / Interval) >= 0.1) table.Figure(name, calls / (Traced / Interval), "0.0");
        }
    }
}
