using EcoCode.Impact.Live;
using EcoCode.Quantities.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.View;

/// <summary>The line at the top: what is looked at, and the machine in one breath.</summary>
internal static class HeaderView
{
    internal static void Draw(Model model, CellRegion line, Fit fit)
    {
        line.Tint(0, 0, line.Width, 1, Tone.Bar);
        Style plain = Style.Plain.On(Tone.Bar), title = ((Style)Tone.Title).On(Tone.Bar), muted = ((Style)Tone.Muted).On(Tone.Bar);
        string gap = fit == Fit.Full ? "   " : "  ";
        string clock = model.Shown is { } shown ? Figures.Clock(model, shown.Taken) : "";
        int room = line.Width - clock.Length - 2;
        int x = line.PutWithin(1, 0, room, fit == Fit.Full ? "EcoCode  " : "EcoCode ", title);
        x = line.PutWithin(x, 0, Math.Min(room - x, 24), model.Subject.Host, plain) + gap.Length;
        x = Part(State(model, fit), x, model.Paused || model.Scrub is not null ? ((Style)Tone.Accent).On(Tone.Bar) : plain);
        if (model.Shown is { } now)
        {
            x = Part(Scale.Watts(now.Power.Total), x, title);
            x = Part(PerHour(Figures.Grams(now.Power.Total.Watts / 1000 * model.Rates.GramsPerKilowattHour)), x, plain);
            if (model.Rates.PricePerKilowattHour is { } price) x = Part(PerHour(Figures.Cost(now.Power.Total.Watts / 1000 * price, model.Rates.Currency)), x, plain);
            if (fit != Fit.Table) x = Part(Grid(model.Rates), x, GridStyle(model.Rates.Level, muted));
            if (fit == Fit.Full) Part($"({model.Rates.GridSource})", x - gap.Length + 1, muted);
        }

        line.Put(line.Width - clock.Length - 1, 0, clock, plain);

        // A part that does not fit is left out whole: half a figure would be a wrong one.
        int Part(string text, int at, Style style) => at + CellText.Width(text) > room ? at : line.Put(at, 0, text, style) + gap.Length;
    }

    /// <summary>With a sign where it is unusual, which colour only repeats.</summary>
    private static string Grid(Rates rates) => rates.Level switch
    {
        GridLevel.Clean => rates.Grid + " ↓",
        GridLevel.Dirty => rates.Grid + " ↑",
        _ => rates.Grid,
    };

    private static Style GridStyle(GridLevel level, Style usual) => level switch
    {
        GridLevel.Clean => usual.In(Tone.Good),
        GridLevel.Dirty => usual.In(Tone.Critical),
        _ => usual,
    };

    private static string PerHour(string amount) => amount + "/h";

    private static string State(Model model, Fit fit)
    {
        string state = model.Subject.Run is { } run ? $"▸ {run}" : model.Paused ? "‖ held" : fit == Fit.Full ? "● live" : "●";
        return model.Subject.Run is null && !model.Paused ? $"{state} {Interval(model.Subject.Interval)}" : state;
    }

    private static string Interval(TimeSpan interval)
        => interval >= TimeSpan.FromSeconds(1) && interval < TimeSpan.FromMinutes(1) ? $"{Scale.Digits(interval.TotalSeconds)[..3].TrimEnd('.')} s" : Scale.Time(interval);
}
