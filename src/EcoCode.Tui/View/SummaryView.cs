using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>Sources, totals and the course in three lines, for screens that have no room for panels of them.</summary>
internal static class SummaryView
{
    private const int CellWidth = 26, NameWidth = 6, FigureEnd = 14, GaugeWidth = 8;

    internal static void Draw(Model model, CellBuffer screen, Area area)
    {
        CellRegion inside = Frame.Draw(screen, area, "Power", Figures.Span(Times.SpanOf(model)));
        if (model.Shown is not { } shown || inside.Height < 1) return;
        DrawGauges(model, shown, inside.Region(0, 0, inside.Width, inside.Height - 1));
        DrawCourse(model, inside.Region(0, inside.Height - 1, inside.Width, 1));
    }

    private static void DrawGauges(Model model, MachineSnapshot shown, CellRegion region)
    {
        var gauges = new Gauges(model, shown);
        int across = Math.Max(1, region.Width / CellWidth), places = across * region.Height;
        List<(string Text, Style Style)> totals = Totals(model, shown);
        List<int> sources = [.. Gauges.Shown(shown)];
        int taken = 0;
        int fitting = Math.Clamp(places - sources.Count, 1, totals.Count);
        totals.RemoveRange(fitting, totals.Count - fitting);
        foreach (int source in sources.Take(sources.Count < places ? sources.Count : places - 1))
        {
            (int line, int column) = Math.DivRem(taken++, across);
            DrawGauge(region.Region(1 + (column * CellWidth), line, CellWidth, 1), shown.Sources[source], gauges, source);
        }

        if (sources.Count > taken) totals[0] = ($"{sources.Count - taken} more   {totals[0].Text}", Style.Plain);
        foreach ((string text, Style style) in totals)
        {
            (int line, int column) = Math.DivRem(taken++, across);
            int x = 1 + (column * CellWidth);
            region.PutWithin(x, line, Math.Min(CellWidth, region.Width - x) - 1, text, style);
        }
    }

    private static void DrawGauge(CellRegion region, SourceReading source, Gauges gauges, int index)
    {
        region.PutWithin(0, 0, NameWidth, Gauges.NameOf(source), ((Style)Signs.Series(index)).With(Emphasis.Bold));
        region.Put(FigureEnd + 1 + GaugeWidth + 1, 0, Signs.Of(source.Provenance), Style.Plain);
        if (gauges.Absent(index) is { } absent)
        {
            region.PutWithin(NameWidth + 1, 0, FigureEnd + GaugeWidth - NameWidth, absent, Tone.Warning);
            return;
        }

        string watts = Figures.Watts(gauges.Watts(index));
        region.Put(FigureEnd - watts.Length, 0, watts, Style.Plain);
        Signs.Bar(region, FigureEnd + 1, 0, GaugeWidth, gauges.Share(index), gauges.StyleOf(index));
    }

    /// <summary>What it comes to, what is dispensable last: a budget that is near its end is not.</summary>
    private static List<(string Text, Style Style)> Totals(Model model, MachineSnapshot shown)
    {
        Energy energy = shown.Energy.Total - (model.Since?.Energy.Total ?? Energy.Zero);
        List<(string, Style)> totals = [($"Total {Figures.Energy(energy, model.Joules)}  {Figures.Grams(model.Counted.Grams(energy))}", Style.Plain)];
        if (model.Tally?.Fullest is { } use) totals.Insert(use.IsNear ? 0 : 1, (TallyView.Brief(use), TallyView.StyleOf(use)));
        if (model.Tally?.Today is { } today) totals.Add(($"Today {TallyView.Today(model, today, CellWidth - 7)}", Style.Plain));
        return totals;
    }

    private static void DrawCourse(Model model, CellRegion line)
    {
        string peak = $"peak {Figures.Watts(model.Peak)}";
        int width = line.Width - peak.Length - 5;
        if (width < 4) return;
        Span<double> watts = stackalloc double[width];
        ChartScale scale = ChartScale.Of(model, width, 1);
        scale.Totals(model, watts);
        for (int x = 0; x < width; x++)
        {
            if (double.IsNaN(watts[x])) continue;
            Style style = scale.ColumnOf(model.Scrub) == x ? ((Style)Tone.Accent).With(Emphasis.Reverse) : Tone.Series1;
            line.Put(1 + x, 0, [Signs.Level(watts[x] / scale.Top * 0.999)], style);
        }

        line.Put(line.Width - 1 - peak.Length, 0, peak, Tone.Muted);
    }
}
