using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Ledger.Store;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Sections;

/// <summary>Which run it was and how it ended.</summary>
internal static class Heading
{
    private const int NameWidth = 40;

    internal static void Write(Page page, RunRecord record, RunState state)
    {
        var run = record.Run;
        var line = page.NewLine().Add("ecocode  ").Add(Cells.Cut(Name(run), NameWidth, "…"), Ink.Bold).Add("  ");
        page.Flow(line, column: 2, [run.Id, Ending(run, state), Time(run), run.Host, Date(run.Started)], separator: " · ");
    }

    internal static string Name(RunIdentity run) => string.IsNullOrWhiteSpace(run.Name) ? "(no name)" : PlainText.Clean(run.Name);

    internal static string Time(RunIdentity run) => Scale.Time(TimeSpan.FromSeconds(run.DurationS));

    /// <summary>For example <c>exit 0</c>, <c>killed by SIGKILL</c>, <c>watched, interrupted</c>, <c>measurement cut off</c>.</summary>
    internal static string Ending(RunIdentity run, RunState state)
    {
        if (state == RunState.Interrupted) return "measurement cut off";
        if (state == RunState.Running) return "still running";
        string end = run switch
        {
            { Signal: { } signal } => "killed by " + signal,
            { ExitCode: { } code } => "exit " + code.ToString(CultureInfo.InvariantCulture),
            { Kind: "monitor" or "sidecar" } => "watched",
            _ => "still running",
        };
        return run.Interrupted ? end + ", interrupted" : end;
    }

    private static string Date(DateTimeOffset started) => started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
