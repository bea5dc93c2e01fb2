using System.Globalization;
using EcoCode.Quantities.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>The axes of a chart.</summary>
internal static class ChartAxis
{
    /// <summary>Cells between two labels of time, at least.</summary>
    private const int LeastGap = 13;

    private static readonly double[] Steps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400, 604800];

    internal static void DrawPower(CellRegion axis, ChartScale scale, bool kilo)
    {
        int right = axis.Width - 1, free = axis.Height - 1;
        axis.Fill(right, 0, 1, axis.Height, '│', Tone.Frame);
        for (double watts = 0; watts <= scale.Top * 1.0000001; watts += scale.Step)
        {
            int y = axis.Height - 1 - Math.Min(axis.Height - 1, (int)((watts / scale.Top * axis.Height) + 1e-6));
            if (y > free) continue;
            string label = LabelOf(kilo ? watts / 1000 : watts);
            axis.Put(Math.Max(0, right - label.Length), y, label, Tone.Muted);
            axis.Put(right, y, "┤", Tone.Frame);
            free = y - 2;
        }
    }

    internal static void DrawTime(Model model, ChartScale scale, CellRegion axis)
    {
        int cells = axis.Width - 1;
        axis.Fill(0, 0, axis.Width, 1, '─', Tone.Frame);
        axis.Put(0, 0, "└", Tone.Frame);
        bool run = model.Subject.Run is not null;
        TimeSpan origin = run ? TimeSpan.Zero : model.Now;
        double perCell = scale.Width.TotalSeconds * scale.Columns / (cells - LabelsBeside);
        double step = Array.Find(Steps, seconds => seconds / perCell >= LeastGap);
        if (step <= 0) step = Steps[^1];
        double first = (scale.From - origin).TotalSeconds, last = first + (scale.Width.TotalSeconds * scale.Columns);
        for (double at = Math.Ceiling(first / step) * step; at <= last; at += step)
        {
            int x = (int)Math.Round((at - first) / perCell);
            string label = Math.Abs(at) < step / 2 ? run ? "0" : "now" : LabelOf(at, run);
            if (x < 0 || x >= axis.Width) continue;
            axis.Put(x, 0, x == 0 ? "├" : "┬", Tone.Frame);
            axis.Put(Math.Clamp(x - (label.Length / 2), 0, Math.Max(0, axis.Width - label.Length)), 1, label, Tone.Muted);
        }

        foreach (Marked phase in model.Phases)
        {
            int x = (int)Math.Round(((phase.Start - origin).TotalSeconds - first) / perCell), width = (int)((phase.End - phase.Start).TotalSeconds / perCell);
            if (x < 0 || x >= axis.Width) continue;
            axis.Put(x, 0, "╞", Tone.Accent);
            if (width > 3) axis.PutWithin(x + 1, 0, width - 2, phase.Name, Tone.Accent);
        }
    }

    /// <summary>Cells of the axis that are beside the plot, where the names of the sources are.</summary>
    private const int LabelsBeside = 9;

    private static string LabelOf(double watts) => watts switch
    {
        0 => "0",
        < 0.1 => watts.ToString("0.00", CultureInfo.InvariantCulture),
        < 10 => watts.ToString("0.0", CultureInfo.InvariantCulture),
        _ => watts.ToString("0", CultureInfo.InvariantCulture),
    };

    private static string LabelOf(double seconds, bool run)
        => (run ? "" : "−") + Scale.Time(TimeSpan.FromSeconds(Math.Abs(seconds))).Replace(" 0 s", "", StringComparison.Ordinal).Replace(" 0 min", "", StringComparison.Ordinal)
            .Replace(".00 s", " s", StringComparison.Ordinal).Replace(".0 s", " s", StringComparison.Ordinal);
}
