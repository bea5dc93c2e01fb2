using System.Globalization;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;
using EcoCode.Report.Sections;

namespace EcoCode.Report.Grids;

/// <summary>What is known of a grid, as text for people.</summary>
public static class GridOutlookText
{
    private const int TextColumn = Page.ValueEnd + 8, BarWidth = 30;

    /// <summary>Writes all of it.</summary>
    public static void Write(TextWriter writer, GridOutlook outlook, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        page.NewLine().Add("ecocode grid  ").Add(outlook.Zone, Ink.Bold).Add(outlook.Name is { } name && name != outlook.Zone ? $"  {name}" : "");
        page.Gap();
        if (outlook is { Latest: { } latest, LatestSource: { } source }) Figure(page, "Now", latest.GPerKwh, Parts(source, latest, outlook.Now));
        if (outlook.Year is { } year)
        {
            string which = year.Year.ToString(CultureInfo.InvariantCulture);
            Figure(page, $"In {which}", year.GPerKwh, [year.Basis, "mean of the year", year.Zone == outlook.Zone ? "" : year.Zone, year.Source]);
        }

        Hours(page, outlook);
        if (outlook.Notes.Count > 0) page.Gap();
        foreach (Note note in outlook.Notes) Footer.Warn(page, note);
        page.Write(writer);
    }

    private static void Figure(Page page, string name, double gramsPerKilowattHour, IEnumerable<string> parts)
    {
        Line line = page.NewLine().At(2).Add(name).EndAt(Page.ValueEnd, Scale.Digits(gramsPerKilowattHour), Ink.Bold).Add(" g/kWh").At(TextColumn);
        page.Flow(line, TextColumn, parts.Where(part => part.Length > 0), ", ");
    }

    private static IEnumerable<string> Parts(GridSource source, GridReading latest, DateTimeOffset now)
    {
        yield return source.Basis;
        yield return source.Kind;
        yield return source.Zone == "" ? source.Provider : $"{source.Provider} for {source.Zone}";
        yield return $"since {GridWords.Clock(latest.From, now)}";
        if (source.Retrieved is { } retrieved && now - retrieved >= TimeSpan.FromMinutes(1)) yield return $"asked {Scale.Time(now - retrieved)} ago";
        if (latest.Estimated) yield return "estimated";
    }

    private static void Hours(Page page, GridOutlook outlook)
    {
        if (outlook is not { Hours: { Count: > 0 } hours, AheadSource: { } source }) return;
        GridReading least = hours.MinBy(hour => hour.GPerKwh)!, most = hours.MaxBy(hour => hour.GPerKwh)!;
        page.Gap();
        string course = Sparkline.Draw([.. hours.Select(hour => hour.GPerKwh)], hours.Count, page.Style.Unicode);
        string spread = $"{Scale.Digits(least.GPerKwh)} at {GridWords.Clock(least.From, outlook.Now)} to {Scale.Digits(most.GPerKwh)} at {GridWords.Clock(most.From, outlook.Now)}";
        page.Row($"Next {hours.Count.ToString(CultureInfo.InvariantCulture)} h", course.Length > 0 ? [course, spread] : [spread]);
        page.Row("", [GridWords.Origin(source)]);
        page.Gap();
        var table = new Table(new("from"), new("g/kWh", Figure: true), new(""));
        foreach (GridReading hour in hours)
        {
            table.Add((GridWords.Full(hour.From), Ink.Plain), (Scale.Digits(hour.GPerKwh), Ink.Plain), (Bar.Draw(hour.GPerKwh / most.GPerKwh, BarWidth, page.Style), Ink.Dim));
        }

        table.Write(page, indent: 2);
    }
}
