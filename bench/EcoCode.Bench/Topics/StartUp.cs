using System.Globalization;
using EcoCode.Bench.Interop;

namespace EcoCode.Bench.Topics;

/// <summary>What it costs to put <c>ecocode run</c> before a command.</summary>
internal static class StartUp
{
    private const int Rounds = 21;
    private const double MegaByte = 1e6;

    internal static void Measure(Workshop workshop)
    {
        var table = new Table("start", "plain `true`", $"`ecocode run -- true` over `true`: medians of {Rounds} runs in turns.");
        string[] plain = ["true"], wrapped = [workshop.Ecocode, "run", "--", "true"];
        string[] now = [workshop.Load, "now"], wrappedNow = [workshop.Ecocode, "run", "-qq", "--", .. now];
        var walls = new List<(double Plain, double Wrapped)>();
        var times = new List<(double Plain, double Wrapped)>();
        var delays = new List<(double Plain, double Wrapped)>();
        for (int i = -2; i < Rounds; i++)
        {
            (TimeSpan wall, TimeSpan cpu) = Child.Run(plain);
            (TimeSpan wrappedWall, TimeSpan wrappedCpu) = Child.Run(wrapped);
            (double Plain, double Wrapped) delay = (Delay(workshop, now), Delay(workshop, wrappedNow));

            // The first runs read files from the disk.
            if (i < 0) continue;
            walls.Add((wall.TotalMilliseconds, wrappedWall.TotalMilliseconds));
            times.Add((cpu.TotalMilliseconds, wrappedCpu.TotalMilliseconds));
            delays.Add(delay);
        }

        Compare(table, "wall time, extra", walls, 100);
        Compare(table, "CPU time, extra", times, 100);
        Compare(table, "delay of the command's start", delays, 60);
        table.Figure("size of the file", new FileInfo(workshop.Ecocode).Length / MegaByte, "0.0 MB", 60);
    }

    private static void Compare(Table table, string what, List<(double Plain, double Wrapped)> runs, double target)
    {
        double plain = Median.Of(runs.Select(run => run.Plain));
        table.Figure(what, Median.Of(runs.Select(run => run.Wrapped)) - plain, "0.0 ms", target, Table.Format(plain, "0.0 ms"));
    }

    /// <summary>Time from before the start until the command tells the time, ms.</summary>
    private static double Delay(Workshop workshop, string[] words)
    {
        string output = workshop.PathOf("now.txt");
        long start = Libc.Now;
        Child.Run(words, output);
        return (long.Parse(File.ReadAllText(output), CultureInfo.InvariantCulture) - start) / 1e6;
    }
}
