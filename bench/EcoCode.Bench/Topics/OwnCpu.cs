using System.Text;
using EcoCode.Bench.Interop;
using EcoCode.Ledger;

namespace EcoCode.Bench.Topics;

/// <summary>What <c>ecocode run</c> itself uses while it samples ten times a second.</summary>
internal static class OwnCpu
{
    private const double MegaByte = 1e6;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(12), Window = TimeSpan.FromSeconds(60);

    internal static void Measure(Workshop workshop)
    {
        var table = new Table(
            "own",
            "its own account",
            $"CPU time of `ecocode run -i 100ms` by its CPU clock, over {Window.TotalSeconds:0} s that begin {Settling.TotalSeconds:0} s after its start, and `self.overhead_ratio`,",
            "which is of the whole run, the start of sampling included. Stirring processes wake every 100 ms, the others sleep.");
        double resident = 0, highest = 0;
        foreach ((int count, double target) in new[] { (10, 0.3), (1000, 1.0) })
        {
            foreach (string kind in new[] { "sleep", "stir" })
            {
                string json = workshop.PathOf("own.json");
                double seconds = (Settling + Window).TotalSeconds + 1;
                using Child child = Child.Start([workshop.Ecocode, "run", "-q", "--json", json, "--", workshop.Load, kind, $"{count}", $"{seconds}"], limitSeconds: 2 * (int)seconds);
                Thread.Sleep(Settling);
                (long from, long start) = (Libc.ProcessTime(child.Pid), Libc.Now);
                Thread.Sleep(Window);
                double share = (double)(Libc.ProcessTime(child.Pid) - from) / (Libc.Now - start);
                resident = Math.Max(resident, Resident(child.Pid, "VmRSS:"));
                highest = Math.Max(highest, Resident(child.Pid, "VmHWM:"));
                child.Wait();
                RunSelf self = Record.Read(json).Self;
                string own = $"{Table.Format(self.OverheadRatio * 100, "0.00 %")}{(self.Stretched ? ", stretched" : "")}";
                table.Figure($"{count} processes, {(kind == "stir" ? "stirring" : "asleep")}", share * 100, "0.00 % of a core", target, own);
            }
        }

        table.Figure("resident memory after that", resident / MegaByte, "0.0 MB", 40);
        table.Figure("highest, during the start", highest / MegaByte, "0.0 MB");
    }

    private static double Resident(int pid, string key)
    {
        string line = File.ReadLines($"/proc/{pid}/status", Encoding.Latin1).First(line => line.StartsWith(key, StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
