using System.Globalization;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.View;

/// <summary>All that is known of one row: its course, its parts by kind of source, and what kind of process it is.</summary>
internal static class DetailsView
{
    private const int Width = 84, Height = 19, ChartHeight = 4, NameWidth = 14, MostLinks = 8;

    internal static void Draw(Model model, CellBuffer screen, RowId id)
    {
        Row? row = model.Forest.Find(id);
        string title = row is null ? "gone" : row.Pid > 0 ? $"{row.Pid} {row.Command}" : row.Command;
        CellRegion inside = Window.Open(screen, title, Width, Height, "Esc closes");
        if (row is null)
        {
            inside.PutWithin(0, 0, inside.Width, "it has ended, and its energy is in the row of those that ended", Tone.Muted);
            return;
        }

        int y = 0;
        Put("power", $"{Figures.Watts(row.Watts)}   {Figures.Watts(row.Recent)} over about 10 s");
        Put("energy", $"{Figures.Energy(row.Energy, joules: true)}   {Figures.Energy(row.Energy, joules: false)}   {Part(model, row)}");
        Put("CO2e, cost", $"{Figures.Grams(row.Grams)}   {Figures.Cost(row.Cost, model.Rates.Currency)}");
        y++;
        DrawCourse(model, row, inside.Region(0, y, inside.Width, ChartHeight));
        y += ChartHeight + 1;
        DrawSplit(row, inside, ref y);
        y++;
        if (row.Process is { } process && row.Id.Kind is not RowKind.Group) DrawProcess(process);
        else if (row.Processes > 0) Put("processes", row.Processes.ToString(CultureInfo.InvariantCulture));

        void Put(string name, string text)
        {
            inside.PutWithin(0, y, NameWidth, name, Tone.Muted);
            inside.PutWithin(NameWidth, y++, inside.Width - NameWidth, text, Style.Plain);
        }

        void DrawProcess(ProcessReading reading)
        {
            Put("process", string.Join(", ", Facts(model, reading).Where(fact => fact.Length > 0)));
            string cores = Figures.Percent(reading.Cores) is { Length: > 0 } percent ? $", {percent} % of a processor" : "";
            Put("CPU, memory", $"{Scale.Time(reading.CpuTime)}{cores}   {Figures.Bytes(reading.ResidentBytes)}");
            if (reading.GpuMemoryBytes > 0 || reading.GpuUse > 0) Put("GPU", $"{Figures.Percent(reading.GpuUse)} % of one   {Figures.Bytes(reading.GpuMemoryBytes)}");
            Put("belongs to", Place(reading));
            if (row.Link is not null) Put("leads to", Chain(row));
            if (row.Processes > 1) Put("processes", $"{row.Processes} in its tree, whose sums are above");
        }
    }

    /// <summary>What is known of a process; a run of the ledger keeps less than a machine that is looked at.</summary>
    private static string[] Facts(Model model, ProcessReading reading) =>
    [
        reading.Ended is { } ended ? $"ended at {Figures.Clock(model, ended)}" : reading.State == ProcessState.Unknown ? "" : reading.State.ToString().ToLowerInvariant(),
        reading.Threads > 0 ? $"{reading.Threads} threads" : "",
        reading.Parent > 0 ? $"parent {reading.Parent}" : "",
        reading.User.Length > 0 ? $"user {reading.User}" : "",
    ];

    /// <summary>The process that it started, and the one that this started, and so on.</summary>
    private static string Chain(Row row)
    {
        var links = new List<string>();
        for (Row? link = row.Link; link is not null && links.Count < MostLinks; link = link.Link) links.Add($"{link.Pid} {link.Command}");
        return string.Join(" › ", links);
    }

    private static string Part(Model model, Row row)
    {
        Energy whole = Energy.Zero;
        foreach (Row root in model.Forest.Roots) whole += root.Energy;
        return whole > Energy.Zero ? $"{Scale.Percent(row.Energy / whole)} of the machine" : "";
    }

    private static string Place(ProcessReading reading)
    {
        var group = reading.Group;
        string[] places =
        [
            group.ContainerId is { } container ? $"container {container[..Math.Min(12, container.Length)]}" : "",
            group.PodUid is { } pod ? $"pod {pod}" : "",
            group.SlurmJob is { } job ? $"job {job}" : "",
            group.UserUnit ?? group.Unit ?? "",
        ];
        string text = string.Join(", ", places.Where(place => place.Length > 0));
        return text.Length > 0 ? text : reading.Cgroup.Length > 0 ? reading.Cgroup : "–";
    }

    private static void DrawSplit(Row row, CellRegion inside, ref int y)
    {
        ReadOnlySpan<(string Name, Energy Energy)> parts = [("CPU", row.Split.Cpu), ("memory", row.Split.Dram), ("GPU", row.Split.Gpu), ("rest", row.Split.Other)];
        foreach ((string name, Energy energy) in parts)
        {
            if (energy == Energy.Zero) continue;
            double share = row.Energy > Energy.Zero ? energy / row.Energy : 0;
            inside.PutWithin(0, y, NameWidth, name, Tone.Muted);
            Signs.Bar(inside, NameWidth, y, 20, share, Style.Plain);
            inside.Put(NameWidth + 22, y++, $"{Figures.Energy(energy, joules: true)}   {Scale.Percent(share)}", Style.Plain);
        }
    }

    /// <summary>The last minute, as wide columns.</summary>
    private static void DrawCourse(Model model, Row row, CellRegion region)
    {
        TrendClock clock = model.Forest.Clock;
        double highest = 0;
        for (int i = 0; i < Trend.Length; i++) highest = Math.Max(highest, clock.Watts(in row.Trend, i));
        double top = ChartScale.TopOf(highest).Top;
        region.PutWithin(0, 0, NameWidth - 1, Figures.Watts(top), Tone.Muted);
        region.PutWithin(0, region.Height - 1, NameWidth - 1, "last minute", Tone.Muted);
        int each = Math.Max(1, (region.Width - NameWidth) / Trend.Length);
        for (int i = 0; i < Trend.Length; i++)
        {
            double level = clock.Watts(in row.Trend, i) / top * region.Height;
            for (int y = 0; y < region.Height; y++)
            {
                double cell = level - (region.Height - 1 - y);
                if (cell > 0.0625) region.Fill(NameWidth + (i * each), y, each, 1, cell >= 1 ? '█' : Signs.Level(cell), Tone.Series1);
            }
        }
    }
}
