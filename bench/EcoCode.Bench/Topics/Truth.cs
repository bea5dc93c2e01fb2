using System.Globalization;
using EcoCode.Bench.Simulation;
using EcoCode.Ledger;

namespace EcoCode.Bench.Topics;

/// <summary>How far <c>ecocode run</c> is from the truth on a simulated machine whose energy is known, beside an unrelated load.</summary>
internal static class Truth
{
    private const int Children = 2000, Nobody = 65534;
    private const int Seconds = 11;
    private static readonly string[] Intervals = ["100ms", "250ms", "1s", "5s"];

    internal static void Measure(Workshop workshop)
    {
        var table = new Table(
            "truth",
            "polling utime + stime",
            $"Error of the tree's CPU energy, beside an unrelated load. The package draws {SimulatedPackage.WattsPerCpu} W for each busy CPU; the truth is the CPU time that the",
            $"tree's own getrusage(2) tells. Steady: one process that burns for {Seconds} s. Storm: {Children} children that live 1 to 20 ms.");
        if (SimulatedPackage.Lacking is { } reason)
        {
            table.Skipped("error", reason);
            return;
        }

        foreach (bool best in new[] { true, false })
        {
            string[] user = best ? [] : ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"];
            if (!best && Environment.UserName != "root")
            {
                table.Skipped("as another user", "needs root");
                continue;
            }

            foreach (string interval in Intervals)
            {
                Compare(workshop, table, best, user, interval, "steady", 1, ["burn", $"{Seconds}"], []);
                Compare(workshop, table, best, user, interval, "storm", 2, ["storm", $"{Children}"], ["7"]);
            }
        }
    }

    private static void Compare(Workshop workshop, Table table, bool best, string[] user, string interval, string name, double target, string[] load, string[] more)
    {
        string report = workshop.PathOf("cpu.txt"), json = workshop.PathOf("truth.json");
        File.Delete(report);
        File.Delete(json);
        using var package = new SimulatedPackage(workshop.PathOf("sys"), withAccount: best);
        using Child other = Child.Start([workshop.Load, "burn", "50", workshop.PathOf("other.txt")]);
        using Child measured = Child.Start([.. user, workshop.Ecocode, "run", "-q", "-i", interval, "--json", json, "--host-sys", package.Root, "--", workshop.Load, .. load, report, .. more], workshop.PathOf("run.txt"));
        using var peer = new PollingPeer(measured.Pid, () => package.Joules, Span(interval));
        peer.Start();
        measured.Wait();
        peer.Stop();

        double truth = double.Parse(File.ReadAllText(report), CultureInfo.InvariantCulture) * SimulatedPackage.WattsPerCpu;
        RunRecord record = Record.Read(json);
        double energy = record.Components.Where(component => component.Component == "cpu").Sum(component => component.EnergyJ.Joules);
        string method = $"{record.Run.TreeMethod}, machine by {(best ? "cgroup" : "idle time")}";
        table.Figure($"{name} at {interval} ({method})", Error(energy, truth), "+0.00 %", target, Table.Format(Error(peer.Energy, truth), "+0.0 %"));
    }

    private static double Error(double energy, double truth) => ((energy / truth) - 1) * 100;

    private static TimeSpan Span(string interval) => interval.EndsWith("ms", StringComparison.Ordinal)
        ? TimeSpan.FromMilliseconds(int.Parse(interval[..^2], CultureInfo.InvariantCulture))
        : TimeSpan.FromSeconds(int.Parse(interval[..^1], CultureInfo.InvariantCulture));
}
