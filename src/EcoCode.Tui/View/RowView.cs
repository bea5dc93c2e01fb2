using System.Globalization;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.View;

/// <summary>One line of the table.</summary>
internal static class RowView
{
    /// <summary>A trend is drawn to the row's own highest step, or to this when that is less, W: nothing should look like much.</summary>
    private const double LeastScale = 1;

    /// <summary>Levels of branches that are drawn; deeper rows show how deep they are instead.</summary>
    private const int DrawnDepth = 6;

    internal static void Draw(Model model, ColumnPlan plan, Line line, CellRegion region, bool current)
    {
        Row row = line.Row;
        Ink ground = current ? Tone.Selection : default(Ink);
        Style text = (row.Ended ? (Style)Tone.Muted : row.Id.Kind is RowKind.Rest or RowKind.Gone ? Tone.Idle : Style.Plain).On(ground);
        if (row.Ended) text = text.With(Emphasis.Dim);
        if (current) region.Tint(0, 0, region.Width, 1, ground);
        if (model.Tagged.Contains(row.Id)) region.Put(0, 0, "+", ((Style)Tone.Accent).On(ground));
        region.Put(1, 0, line.Fold switch { Fold.Open => "▾", Fold.Closed => "▸", _ => " " }, ((Style)Tone.Key).On(ground));
        foreach ((ColumnForm form, int x, int width) in plan.Places)
        {
            switch (form.Column)
            {
                case Column.Command:
                    DrawCommand(line, region, x, width, text, ((Style)Tone.Frame).On(ground));
                    break;
                case Column.Trend:
                    DrawTrend(model, row, region, x, text);
                    break;
                case Column.Source:
                    region.Put(x, 0, Signs.Of(row.Provenance), text);
                    break;
                case Column.User:
                    region.PutWithin(x, 0, width, row.User, text);
                    break;
                default:
                    string figure = Figure(model, row, form.Column);
                    region.Put(x + width - figure.Length, 0, figure, text);
                    break;
            }
        }
    }

    /// <summary>What stands in a column of figures; empty for what is not known, and what is nothing.</summary>
    internal static string Figure(Model model, Row row, Column column) => column switch
    {
        Column.Pid => row.Pid == 0 ? "" : row.Pid.ToString(CultureInfo.InvariantCulture),
        Column.Cpu => Figures.Percent(row.Cores),
        Column.Gpu => Figures.Percent(row.Gpus),
        Column.Threads => row.Process is { } process && row.Processes == 1 ? process.Threads.ToString(CultureInfo.InvariantCulture) : "",
        Column.Memory => row.Process is { } process && row.Processes == 1 ? Figures.Bytes(process.ResidentBytes) : "",
        Column.GpuMemory => row.Process is { } process && row.Processes == 1 ? Figures.Bytes(process.GpuMemoryBytes) : "",
        Column.Power => Figures.Watts(row.Watts),
        Column.Energy => Figures.Energy(row.Energy, model.Joules),
        Column.Co2e => Figures.Grams(model.Co2eByHour ? row.Watts / 1000 * model.Rates.GramsPerKilowattHour : row.Grams),
        Column.Cost => row.Cost is { } cost ? Figures.Cost(cost) : "",
        _ => "",
    };

    private static void DrawCommand(Line line, CellRegion region, int x, int width, Style text, Style branch)
    {
        int at = x, deepest = Math.Min(line.Depth, DrawnDepth);
        if (line.Depth > DrawnDepth) at = region.PutWithin(at, 0, width, $"{line.Depth}", branch);
        for (int level = line.Depth - deepest + 1; level <= line.Depth; level++)
        {
            bool more = level < RowTable.DeepestBranch && (line.Branches & (1UL << level)) != 0;
            string sign = level == line.Depth ? more ? "├─ " : "└─ " : more ? "│  " : "   ";
            if (at + sign.Length < x + width) at = region.Put(at, 0, sign, branch);
        }

        region.PutWithin(at, 0, x + width - at, line.Label(x + width - at), text);
    }

    private static void DrawTrend(Model model, Row row, CellRegion region, int x, Style text)
    {
        TrendClock clock = model.Forest.Clock;
        double highest = LeastScale;
        for (int i = 0; i < Trend.Length; i++) highest = Math.Max(highest, clock.Watts(in row.Trend, i));
        Span<char> levels = stackalloc char[Trend.Length];
        for (int i = 0; i < Trend.Length; i++) levels[i] = Signs.Level(clock.Watts(in row.Trend, i) / highest * 0.999);
        region.Put(x, 0, levels, text);
    }
}
