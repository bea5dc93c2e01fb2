using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Grids;
using EcoCode.Report.Layout;
using EcoCode.Report.Sections;

namespace EcoCode.Report.Plans;

/// <summary>A plan as text for people.</summary>
public static class PlanText
{
    private const int MostColumns = 60;

    /// <summary>Writes all of it.</summary>
    public static void Write(TextWriter writer, PlanPage plan, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        string energy = plan.Power is { } power ? $"{Scale.Watts(power)}, {Scale.WattHours(plan.Energy)}" : "figures per kWh";
        Line heading = page.NewLine().Add("ecocode plan  ").Add($"least {(plan.Goal == "carbon" ? "CO2e" : plan.Goal)}", Ink.Bold).Add("  ");
        page.Flow(heading, 2, [Scale.Time(plan.Duration), energy, $"done by {GridWords.Full(plan.Deadline)}"], " · ");
        page.Gap();
        page.Row("Start", [When(plan), $"zone {plan.Best.Zone}"]);
        Course(page, plan);
        page.Gap();
        Figures(page, plan);
        Places(page, plan);
        page.Gap();
        foreach (GridSource source in plan.Sources) page.Paragraph("", Ink.Plain, "by " + GridWords.Origin(source), 2);
        foreach (Note note in plan.Notes) Footer.Warn(page, note);
        page.Write(writer);
    }

    private static string When(PlanPage plan)
    {
        if (plan.IsAtOnce) return "now: nothing before the deadline is better";
        TimeSpan wait = plan.Best.Start - plan.Now;
        return wait <= TimeSpan.Zero ? "now" : $"{GridWords.Full(plan.Best.Start)}, in {Scale.Time(wait)}";
    }

    /// <summary>What is made least of over the time there is, and below it the time that is used.</summary>
    private static void Course(Page page, PlanPage plan)
    {
        int columns = Math.Min(Math.Min(MostColumns, page.Style.Width - Page.Column), plan.Course.Count);
        string course = Sparkline.Draw(plan.Course, columns, page.Style.Unicode);
        if (course.Length == 0) return;
        page.NewLine().At(Page.Column).Add(course);
        double perColumn = (double)(plan.Deadline - plan.Now).Ticks / columns;
        int from = (int)((plan.Best.Start - plan.Now).Ticks / perColumn), to = (int)Math.Ceiling((plan.Best.End - plan.Now).Ticks / perColumn);
        page.NewLine().Add(new string(' ', Page.Column + Math.Min(from, columns - 1))).Add(new string('^', Math.Clamp(to - from, 1, columns)), Ink.Bold);
    }

    private static void Figures(Page page, PlanPage plan)
    {
        PlanStart best = plan.Best;
        PlanStart? now = plan.IsAtOnce ? null : plan.AtOnce;
        var table = new Table(new(""), new("then", Figure: true), new("now", Figure: true), new("saved", Figure: true), new("", Figure: true));
        if (best.Intensity is { } grid) Row("Grid", Grams(grid), now?.Intensity is { } at ? Grams(at) : "", "", false);
        if (best.Carbon is { } carbon) Row("CO2e", Scale.Grams(carbon), now?.Carbon is { } at ? Scale.Grams(at) : "", plan.SavedCarbon is { } saved ? Scale.Grams(saved) : "", plan.Goal == "carbon");
        if (best.Water is { } water) Row("Water", Scale.Litres(water), now?.Water is { } at ? Scale.Litres(at) : "", plan.SavedWater is { } saved ? Scale.Litres(saved) : "", plan.Goal == "water");
        if (best.Cost is { } cost) Row("Cost", Scale.Money(cost), now?.Cost is { } at ? Scale.Money(at) : "", plan.SavedCost is { } saved ? Scale.Money(saved) : "", plan.Goal == "cost");
        table.Write(page, indent: 2);

        void Row(string name, string then, string at, string saved, bool goal)
        {
            string share = goal && now is not null && plan.SavedShare is { } part ? Scale.Percent(part) : "";
            table.Add((name, Ink.Plain), (then, Ink.Bold), (at, Ink.Plain), (now is null ? "" : saved, Ink.Plain), (share, Ink.Less));
        }
    }

    private static void Places(Page page, PlanPage plan)
    {
        if (plan.Places.Count < 2) return;
        page.Gap();
        var table = new Table(new("zone"), new("start"), new("g/kWh", Figure: true), new("CO2e", Figure: true), new("water", Figure: true), new("cost", Figure: true));
        foreach (PlanStart place in plan.Places)
        {
            table.Add(
                (place.Zone, Ink.Bold),
                (place.Start == plan.Now ? "now" : GridWords.Full(place.Start), Ink.Plain),
                (place.Intensity is { } grid ? Scale.Digits(grid.GramsPerKilowattHour) : "", Ink.Plain),
                (place.Carbon is { } carbon ? Scale.Grams(carbon) : "", Ink.Plain),
                (place.Water is { } water ? Scale.Litres(water) : "", Ink.Plain),
                (place.Cost is { } cost ? Scale.Money(cost) : "", Ink.Plain));
        }

        table.Write(page, indent: 2);
    }

    private static string Grams(CarbonIntensity grid) => Scale.Digits(grid.GramsPerKilowattHour) + " g/kWh";
}
