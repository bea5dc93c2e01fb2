using System.Diagnostics;
using System.Globalization;
using EcoCode.Bench.Interop;
using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Bench.Topics;

/// <summary>A scan of a tree against a C loop that makes the same system calls on the same processes, in turns.</summary>
internal static class ScanCost
{
    private const int Batches = 31, ScansOfABatch = 20, SpacedScans = 41;
    private static readonly TimeSpan Space = TimeSpan.FromMilliseconds(100);

    internal static void Measure(Workshop workshop)
    {
        var table = new Table(
            "scan",
            "C loop",
            "CPU time of `ProcessTree.Scan` for each process, beside bench/floor.c: medians, in turns. Back to back: batches of 20 scans of",
            "processes that sleep. Ten a second: single scans of processes that wake meanwhile, with the caches as 100 ms leave them. Of ten",
            "processes it is mostly what a scan costs whoever is in it, so the target is held against a thousand.");
        foreach (int count in new[] { 10, 1000 })
        {
            Compare(workshop, table, count, "sleep", "back to back", ScansOfABatch, Batches, TimeSpan.Zero);
            Compare(workshop, table, count, "stir", "ten a second", 1, SpacedScans, Space);
        }
    }

    private static void Compare(Workshop workshop, Table table, int count, string load, string manner, int scans, int rounds, TimeSpan space)
    {
        using Child root = Child.Start([workshop.Load, load, $"{count}", "55"]);
        int[] pids = Members(root.Pid, count);
        using ProcessTree tree = ProcessTree.OfRunning(new PseudoFs("/proc"), [root.Pid]);
        using Process floor = Process.Start(new ProcessStartInfo(workshop.Floor, pids.Select(pid => $"{pid}")) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        List<double> ours = [], theirs = [];
        for (int i = -3; i < rounds; i++)
        {
            Thread.Sleep(space);
            long start = Libc.ThreadTime;
            for (int scan = 0; scan < scans; scan++) tree.Scan();
            double own = Libc.ThreadTime - start;
            Thread.Sleep(space);
            floor.StandardInput.WriteLine(scans);
            double other = double.Parse(floor.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            if (i < 0) continue;
            ours.Add(own / scans / count / 1000);
            theirs.Add(other / scans / count / 1000);
        }

        floor.StandardInput.Close();
        floor.WaitForExit();
        (double mine, double c) = (Median.Of(ours), Median.Of(theirs));
        if (tree.Live != count) throw new InvalidOperationException($"{tree.Live} of {count} processes were found");
        string both = $"{Table.Format(mine, "0.00")} / {Table.Format(c, "0.00 µs")}";
        if (count >= 1000) table.Figure($"{count} processes, {manner}: ratio", mine / c, "0.00 x", 1.2, both);
        else table.Figure($"{count} processes, {manner}: ratio", mine / c, "0.00 x", both);
    }

    /// <summary>The root and its children, once all are there.</summary>
    private static int[] Members(int root, int count)
    {
        string path = $"/proc/{root}/task/{root}/children";
        long limit = Libc.Now + 10_000_000_000;
        while (Libc.Now < limit)
        {
            int[] children = [.. File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
            if (children.Length == count - 1) return [root, .. children];
            Thread.Sleep(20);
        }

        throw new InvalidOperationException($"the tree did not come to {count} processes");
    }
}
