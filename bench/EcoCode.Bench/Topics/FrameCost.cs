using System.Diagnostics;
using EcoCode.Bench.Simulation;
using EcoCode.Metering.Snapshots;
using EcoCode.Tui;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Looping;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Terminal;

namespace EcoCode.Bench.Topics;

/// <summary>What a frame of the dashboard costs: the rows of a snapshot, and the drawing of them.</summary>
internal static class FrameCost
{
    private const int WarmUp = 150, Frames = 200;

    /// <summary>Milliseconds.</summary>
    private const double Target = 3;

    internal static void Measure(Workshop workshop)
    {
        var table = new Table("frame", "", "A snapshot is taken over and drawn into cells. One processor; medians of 200.");
        Measure(table, 300, 6, new ScreenSize(120, 36));
        Measure(table, 5000, 6, new ScreenSize(200, 60));
        Measure(table, 5000, 50, new ScreenSize(200, 60));
    }

    private static void Measure(Table table, int processes, int sources, ScreenSize size)
    {
        var machine = new CrowdedMachine(processes, sources);
        var model = new Model
        {
            Subject = new Subject { Host = "bench", Interval = TimeSpan.FromSeconds(1) },
            Rates = new Rates { GramsPerKilowattHour = 344, Grid = "DE 344 g/kWh", GridSource = "bench" },
            Size = size,
        };
        LoopProgram<Model, Message, Effect> program = DashboardProgram.Of(model, DashboardDeeds.None);
        var screen = new CellBuffer(size.Width, size.Height);
        var update = new List<double>();
        var view = new List<double>();
        for (int i = 0; i < WarmUp + Frames; i++)
        {
            MachineSnapshot snapshot = machine.Next();
            long start = Stopwatch.GetTimestamp();
            model = program.Update(model, new Message.Sampled(snapshot, [])).Next;
            long updated = Stopwatch.GetTimestamp();
            screen.Clear();
            program.View(model, screen);
            long drawn = Stopwatch.GetTimestamp();
            if (i < WarmUp) continue;
            update.Add(Stopwatch.GetElapsedTime(start, updated).TotalMilliseconds);
            view.Add(Stopwatch.GetElapsedTime(updated, drawn).TotalMilliseconds);
        }

        string name = $"{size.Width}x{size.Height}, {processes} processes, {sources} sources";
        table.Figure($"{name}: rows", Median.Of(update), "0.00 ms");
        table.Figure($"{name}: drawing", Median.Of(view), "0.00 ms");
        table.Figure($"{name}: together", Median.Of(update) + Median.Of(view), "0.00 ms", Target);
    }
}
