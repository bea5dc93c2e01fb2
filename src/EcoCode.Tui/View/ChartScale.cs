using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Past;

namespace EcoCode.Tui.View;

/// <summary>Which time and which power each cell of a chart stands for.</summary>
/// <param name="From">Begin of the first column.</param>
/// <param name="Width">Time of a column.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Top">Power at the upper edge, W: some times <paramref name="Step"/>.</param>
/// <param name="Step">Power between two labels, W: 1, 2, 2.5 or 5 times a power of ten.</param>
internal readonly record struct ChartScale(TimeSpan From, TimeSpan Width, int Columns, double Top, double Step)
{
    private static ReadOnlySpan<double> Steps => [5, 2.5, 2, 1];

    /// <summary>The scale of a chart of so many cells across, each of so many columns.</summary>
    internal static ChartScale Of(Model model, int cells, int perCell)
    {
        TimeSpan span = Times.SpanOf(model), now = model.Now;
        int columns = Math.Max(1, cells * perCell);
        var width = TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, span.Ticks / columns));

        // Columns begin at whole multiples of their width, so that a chart moves by whole columns, and a column once drawn stays as it is.
        var end = TimeSpan.FromTicks((now.Ticks + width.Ticks - 1) / width.Ticks * width.Ticks);
        TimeSpan from = end - (width * columns);
        if (model.Scrub is { } scrub && scrub < from) from = scrub - (width * (columns / 4));
        (double top, double step) = TopOf(Highest(model.History, from, from + (width * columns)));
        return new(from, width, columns, top, step);
    }

    /// <summary>Mean power of all sources by column, W; not a number where nothing is known.</summary>
    internal void Totals(Model model, Span<double> watts)
    {
        int sources = SourcesOf(model);
        var parts = new double[watts.Length * sources];
        model.History.Read(From, Width, parts, sources);
        for (int i = 0; i < watts.Length; i++)
        {
            watts[i] = 0;
            foreach (double part in parts.AsSpan(i * sources, sources)) watts[i] += part;
        }
    }

    /// <summary>Sources of the newest moment, and at least one.</summary>
    internal static int SourcesOf(Model model) => Math.Max(1, model.History.Last?.Joules.Length ?? 1);

    /// <summary>The column of a time; -1 when it is outside, or there is none.</summary>
    internal int ColumnOf(TimeSpan? time)
    {
        if (time is not { } at || at <= From || at > From + (Width * Columns)) return -1;
        return (int)(((at - From).Ticks - 1) / Width.Ticks);
    }

    /// <summary>The middle of a column.</summary>
    internal TimeSpan TimeOf(double column) => From + (Width * column);

    /// <summary>The round power at or above one, and three to six round steps up to it.</summary>
    internal static (double Top, double Step) TopOf(double watts)
    {
        double most = Math.Max(watts, 0.01) / 3, decade = Math.Pow(10, Math.Floor(Math.Log10(most))), step = decade;
        foreach (double round in Steps)
        {
            if (decade * round > most * 1.0000001) continue;
            step = decade * round;
            break;
        }

        return (Math.Ceiling((watts / step) - 1e-6) is var steps and > 0 ? steps * step : step, step);
    }

    private static double Highest(PowerHistory history, TimeSpan from, TimeSpan to)
    {
        double highest = 0;
        for (int i = history.FirstAfter(from); i < history.Count && history[i].Begin < to; i++) highest = Math.Max(highest, history[i].TotalWatts);
        return highest;
    }
}
