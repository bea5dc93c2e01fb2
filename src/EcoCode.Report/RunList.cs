using System.Globalization;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>Runs of the ledger as a table, one line each.</summary>
public static class RunList
{
    private const int LeastText = 8;

    /// <summary>Widths from which on a column has room without taking it from those that tell more.</summary>
    private const int RoomForTime = 90, RoomForCost = 94, RoomForProject = 104, RoomForTags = 116;

    /// <summary>Writes the table; nothing but its headers where there are no runs.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<RunRow> runs, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(style);
        int width = style.Width;
        string format = width >= RoomForTime ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd";
        var table = new Table(
            new("run"), new("name", Least: LeastText), new("project", Least: LeastText), new("started"), new("time", Figure: true),
            new("energy", Figure: true), new("CO2e", Figure: true), new("cost", Figure: true), new("end"), new("tags", Least: LeastText));
        foreach (RunRow run in runs)
        {
            table.Add(
                (run.Id, Ink.Bold),
                (run.Name, Ink.Plain),
                (width >= RoomForProject ? run.Project ?? "" : "", Ink.Plain),
                (run.Started.ToString(format, CultureInfo.InvariantCulture), Ink.Plain),
                (Scale.Time(TimeSpan.FromSeconds(run.DurationS)), Ink.Plain),
                (Scale.WattHours(run.EnergyJ), Ink.Plain),
                (Scale.Grams(Carbon.FromGrams(run.Co2eG)), Ink.Plain),
                (run.Cost is { } cost && width >= RoomForCost ? Scale.Money(new(cost.Amount, cost.Currency)) : "", Ink.Plain),
                (Ending(run), run.State == RunState.Interrupted ? Ink.Warning : Ink.Plain),
                (width >= RoomForTags ? string.Join(' ', run.Tags.Select(tag => $"{tag.Key}={tag.Value}")) : "", Ink.Dim));
        }

        var page = new Page(style);
        table.Write(page, indent: 0);
        page.Write(writer);
    }

    private static string Ending(RunRow run) => run switch
    {
        { State: RunState.Running } => "running",
        { State: RunState.Interrupted } => "interrupted",
        { Signal: { } signal } => signal,
        { ExitCode: { } code } => "exit " + code.ToString(CultureInfo.InvariantCulture),
        _ => "watched",
    };
}
