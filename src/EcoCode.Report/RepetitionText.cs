using System.Globalization;
using EcoCode.Ledger.Comparison;
using EcoCode.Ledger.Repetition;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>Repeated runs as text: a table for each command, and what can be said of the differences.</summary>
public static class RepetitionText
{
    private const int LeastLabel = 20;
    private const double NoticeableModel = 0.5;

    /// <summary>Writes the text; its lines end in a line feed.</summary>
    public static void Write(TextWriter writer, RepeatedRuns runs, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        foreach (RepeatedCommand command in runs.Commands)
        {
            page.Gap();
            Figures(page, command);
        }

        page.Gap();
        foreach (RepeatedDifference difference in runs.Differences) Say(page, runs.Commands[0], difference);
        if (runs.Interrupted) page.Paragraph("warning: ", Ink.Warning, "it was stopped before all runs were made; these are the runs that were", indent: 9);
        page.Write(writer);
    }

    private static void Figures(Page page, RepeatedCommand command)
    {
        int count = command.RunIds.Count;
        page.NewLine().Add(Cells.Cut(PlainText.Clean(command.Label), Math.Max(LeastLabel, page.Style.Width - 20), "…"), Ink.Bold).Add($"  {Number(count)} {(count == 1 ? "run" : "runs")}");
        var table = new Table(new(""), new("mean", Figure: true), new("σ", Figure: true), new("min", Figure: true), new("max", Figure: true));
        Row(table, command.AboveIdle ? "energy above idle" : "energy", command.EnergyJ, value => Scale.Joules(Energy.FromJoules(value)));
        Row(table, "time", command.DurationS, Time);
        Row(table, "CPU time", command.CpuS, Time);
        Row(table, "mean power", command.MeanPowerW, value => Scale.Watts(Power.FromWatts(value)));
        Row(table, "CO2e", command.Co2eG, value => Scale.Grams(Carbon.FromGrams(value)));
        table.Write(page, indent: 2);
        if (command.EnergyJ.Outliers.Count > 0)
        {
            string ids = string.Join(", ", command.EnergyJ.Outliers.Select(i => command.RunIds[i]));
            string far = command.EnergyJ.Outliers.Count == 1 ? "one energy lies" : $"{Number(command.EnergyJ.Outliers.Count)} energies lie";
            page.Paragraph("  note: ", Ink.Warning, $"{far} far from the others ({ids}); a quiet machine, or `--warmup`, may mend that", indent: 8);
        }
    }

    private static void Row(Table table, string name, Spread spread, Func<double, string> shown)
        => table.Add((name, Ink.Plain), (shown(spread.Mean), Ink.Bold), (spread.Sigma is { } sigma ? shown(sigma) : "?", Ink.Plain), (shown(spread.Min), Ink.Dim), (shown(spread.Max), Ink.Dim));

    private static void Say(Page page, RepeatedCommand reference, RepeatedDifference difference)
    {
        string label = Short(difference.Label), first = Short(reference.Label);
        string change = difference.Change is { } known ? ComparisonText.Percent(known) : "?";
        string test = difference.Test is { } welch ? $"Welch's t-test, p {P(welch.P)}" : "too few runs, or no scatter, to test";
        bool real = difference.Verdict != Verdict.NotToldApart;
        if (real)
        {
            page.Paragraph($"{change} ", difference.Verdict == Verdict.More ? Ink.More : Ink.Less, $"energy: {label} against {first} ({test})", indent: 2);
            if (reference.ModelledShare > NoticeableModel) page.Paragraph("note: ", Ink.Warning, "the energy is modelled from CPU time, so what differs is CPU time; that one instruction takes more power than another is not seen", indent: 6);
            return;
        }

        string why = difference.Test is not { } weak || weak.P >= difference.MostP
            ? $"{test}, not below {difference.MostP.ToString("0.0###", CultureInfo.InvariantCulture)}"
            : "they were measured by other sources, and the means lie within the bands";
        page.Paragraph("no difference ", Ink.Bold, $"can be called between {label} and {first} ({change} energy; {why})", indent: 2);
    }

    private static string Short(string label) => $"`{Cells.Cut(PlainText.Clean(label), LeastLabel * 2, "…")}`";

    private static string Time(double seconds) => Scale.Time(TimeSpan.FromSeconds(seconds));

    private static string P(double p) => p < 0.0001 ? "< 0.0001" : "= " + p.ToString("0.0###", CultureInfo.InvariantCulture);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
