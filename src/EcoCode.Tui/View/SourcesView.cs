using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>The sources with their gauges, and what they come to.</summary>
internal static class SourcesView
{
    private const int GaugeWidth = 8, FigureEnd = 22, MostNameWidth = 14;

    internal static void Draw(Model model, CellBuffer screen, Area area)
    {
        CellRegion inside = Frame.Draw(screen, area, "2 Sources", model.Scrub is { } ? "then" : "");
        if (model.Shown is not { } shown || inside.Height < 1) return;
        var gauges = new Gauges(model, shown);
        List<(string Name, string Value, string Right)> totals = Totals(model, shown);
        List<int> sources = [.. Gauges.Shown(shown)];
        int below = totals.Count + TallyView.Height(model) + 1;
        bool legend = inside.Height >= 6 && sources.Count + below < inside.Height;
        int room = Math.Max(1, inside.Height - below - (legend ? 1 : 0)), y = 0;
        bool all = sources.Count <= room;
        foreach (int source in sources.Take(all ? room : room - 1)) DrawSource(inside, y++, shown.Sources[source], gauges, source);
        if (!all) inside.PutWithin(1, y++, inside.Width - 2, $"{sources.Count - room + 1} more (z shows all)", Tone.Muted);
        if (y < inside.Height) inside.Fill(0, y++, inside.Width, 1, '─', Tone.Frame);
        foreach ((string name, string value, string right) in totals)
        {
            inside.PutWithin(1, y, FigureEnd - 1, name, Tone.Title);
            inside.Put(FigureEnd - CellText.Width(value), y, value, Style.Plain);
            inside.Put(Math.Max(FigureEnd + 1, inside.Width - 1 - CellText.Width(right)), y++, right, Style.Plain);
        }

        TallyView.Draw(model, inside.Region(0, y, inside.Width, inside.Height - y));
        if (legend) inside.PutWithin(1, inside.Height - 1, inside.Width - 1, "● measured  ◐ apportioned  ○ modelled", Tone.Muted);
    }

    private static void DrawSource(CellRegion inside, int y, SourceReading source, Gauges gauges, int index)
    {
        int end = inside.Width - 2, gauge = end - 5 - GaugeWidth;
        string name = Gauges.NameOf(source);
        int x = inside.PutWithin(1, y, MostNameWidth, name, ((Style)Signs.Series(index)).With(Emphasis.Bold));
        inside.Put(end, y, Signs.Of(source.Provenance), Style.Plain);
        if (gauges.Absent(index) is { } absent)
        {
            inside.PutWithin(x + 1, y, end - x - 2, absent, Tone.Warning);
            return;
        }

        string watts = Figures.Watts(gauges.Watts(index));
        int figure = gauge - 1 - watts.Length;
        inside.PutWithin(Math.Max(x + 1, 8), y, figure - Math.Max(x + 1, 8) - 1, Gauges.DetailOf(source), Tone.Muted);
        inside.Put(figure, y, watts, Style.Plain);
        Signs.Bar(inside, gauge, y, GaugeWidth, gauges.Share(index), gauges.StyleOf(index));
        string percent = gauges.Percent(index);
        inside.Put(end - 1 - percent.Length, y, percent, gauges.StyleOf(index));
    }

    private static List<(string Name, string Value, string Right)> Totals(Model model, MachineSnapshot shown)
    {
        Energy energy = shown.Energy.Total - (model.Since?.Energy.Total ?? Energy.Zero);
        string cost = Figures.Cost(model.Rates.Cost(energy), model.Rates.Currency);
        string since = model.Subject.Run is not null ? "Run" : $"Since {Figures.Clock(model, model.Since?.Taken ?? shown.Taken - shown.Elapsed)[..5]}";
        double watts = model.Scrub is { } time && model.History.At(time) is { } past ? past.TotalWatts : shown.Power.Total.Watts;
        string band = shown.Energy.Total > Energy.Zero ? $"± {Scale.Percent(shown.Band.HalfWidthJoules / shown.Energy.Total.Joules)}" : "";
        return
        [
            (model.Subject.Run is null ? "Machine" : "Mean", Figures.Watts(watts), $"peak {Figures.Watts(model.Peak)}"),
            (since, Figures.Energy(energy, model.Joules), band),
            ("CO2e, cost", Figures.Grams(model.Counted.Grams(energy)), cost),
        ];
    }
}
