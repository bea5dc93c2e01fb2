using EcoCode.Quantities.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>Power over time, stacked by source.</summary>
internal static class ChartView
{
    private const int AxisWidth = 5, LabelWidth = 9, FootHeight = 2;

    internal static void Draw(Model model, CellBuffer screen, Area area)
    {
        string span = model.Subject.Run is null ? $"last {Figures.Span(Times.SpanOf(model))}" : Figures.Span(Times.SpanOf(model));
        ChartScale scale = ScaleOf(model, area);
        bool kilo = scale.Top >= 10_000;
        CellRegion inside = Frame.Draw(screen, area, kilo ? "1 Power, kW" : "1 Power, W", $"{span}  + - zoom");
        CellRegion plot = inside.Region(AxisWidth, 0, PlotWidth(area), inside.Height - FootHeight);
        if (plot.Width < 4 || plot.Height < 2) return;

        ChartAxis.DrawPower(inside.Region(0, 0, AxisWidth, plot.Height), scale, kilo);
        ChartAxis.DrawTime(model, scale, inside.Region(AxisWidth - 1, plot.Height, inside.Width - AxisWidth + 1, FootHeight));
        int sources = ChartScale.SourcesOf(model);
        var watts = new double[scale.Columns * sources];
        model.History.Read(scale.From, scale.Width, watts, sources);
        var stack = new ChartStack(watts, sources, scale, plot, model.Braille);
        stack.Draw();
        if (model.Shown is { } shown) stack.Label(shown, inside.Region(AxisWidth + plot.Width + 1, 0, LabelWidth - 1, plot.Height));
        if (scale.ColumnOf(model.Scrub) is >= 0 and var column) DrawCursor(model, plot, column / stack.PerCell);
    }

    /// <summary>The time at a column of the screen; null beside the plot.</summary>
    internal static TimeSpan? TimeAt(Model model, Layout layout, int x)
    {
        if (layout.Fit == Fit.Compact && model.Zoomed == Panels.None) return null;
        int cell = x - layout.Power.X - 1 - AxisWidth, cells = PlotWidth(layout.Power);
        if (cell < 0 || cell >= cells) return null;
        ChartScale scale = ScaleOf(model, layout.Power);
        return scale.TimeOf((cell + 0.5) * scale.Columns / cells);
    }

    private static int PlotWidth(Area area) => Math.Max(0, area.Width - 2 - AxisWidth - LabelWidth);

    private static ChartScale ScaleOf(Model model, Area area) => ChartScale.Of(model, PlotWidth(area), ChartStack.ColumnsOfCell(model.Braille));

    private static void DrawCursor(Model model, CellRegion plot, int x)
    {
        plot.Tint(x, 0, 1, plot.Height, Tone.Selection);
        if (model.Scrub is not { } time || model.History.At(time) is not { } moment) return;
        string text = $" {Figures.Clock(model, moment.Taken)}  {Scale.Time(model.Now - moment.End)} ago  {Figures.Watts(moment.TotalWatts)} ";
        plot.Put(Math.Clamp(x - (text.Length / 2), 0, Math.Max(0, plot.Width - text.Length)), 0, text, ((Style)Tone.Accent).On(Tone.Selection));
    }
}
