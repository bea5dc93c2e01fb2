using System.Diagnostics;
using EcoCode.Bench.Simulation;
using EcoCode.Tui;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Looks;
using EcoCode.Tui.Looping;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Terminal;

namespace EcoCode.Bench.Topics;

/// <summary>What of a frame of the dashboard goes to the terminal, and what it costs to find that out.</summary>
internal static class ScreenCost
{
    private const int WarmUp = 150, Frames = 200;

    /// <summary>Bytes.</summary>
    private const double Target = 4096;

    internal static void Measure(Workshop workshop)
    {
        var table = new Table("screen", "", "A frame a second is compared with what the screen shows, and what changed is written. Medians of 200 frames, truecolor.");
        Measure(table, 300, 6, new ScreenSize(120, 36));
        Measure(table, 300, 50, new ScreenSize(120, 36));
        Measure(table, 5000, 6, new ScreenSize(200, 60));
    }

    private static void Measure(Table table, int processes, int sources, ScreenSize size)
    {
        var machine = new CrowdedMachine(processes, sources);
        LoopProgram<Model, Message, Effect> program = DashboardProgram.Of(new Model
        {
            Subject = new Subject { Host = "bench", Interval = TimeSpan.FromSeconds(1) },
            Rates = new Rates { GramsPerKilowattHour = 344, Grid = "DE 344 g/kWh", GridSource = "bench" },
            Size = size,
        }, DashboardDeeds.None);
        List<double> bytes = [], time = [], allocated = [];
        long drawn = 0, allocatedBefore = 0;
        int first = 0, frames = 0;
        MessageLoop<Model, Message, Effect>? loop = null;
        var terminal = new CountingTerminal(size, Bring, Written);
        loop = new(terminal, TimeProvider.System, Theme.Dark, program with
        {
            OfTick = null,
            DataFrameEvery = TimeSpan.Zero,
            View = (model, buffer) =>
            {
                program.View(model, buffer);
                allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
                drawn = Stopwatch.GetTimestamp();
            },
        });
        loop.Run();

        string name = $"{size.Width}x{size.Height}, {processes} processes, {sources} sources";
        table.Figure($"{name}: bytes", Median.Of(bytes), "0", Target);
        table.Figure($"{name}: comparing", Median.Of(time), "0.000 ms");
        table.Figure($"{name}: allocated", Median.Of(allocated), "0 B", 0);
        table.Figure($"{name}: bytes of the first", first, "0");

        bool Bring()
        {
            if (bytes.Count == Frames) return false;
            loop!.Post(new Message.Sampled(machine.Next(), []));
            return true;
        }

        void Written(int length)
        {
            double took = Stopwatch.GetElapsedTime(drawn).TotalMilliseconds;
            long more = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            if (frames++ == 0) first = length;
            if (frames <= WarmUp) return;
            bytes.Add(length);
            time.Add(took);
            allocated.Add(more);
        }
    }
}
