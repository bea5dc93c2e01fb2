using EcoCode.Ledger.Comparison;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>A comparison of runs as text: one block for each run that is compared with the first.</summary>
/// <remarks>Colour only sets off what is beyond the bands; the words say the same without it.</remarks>
public static class ComparisonText
{
    private const int LeastName = 12;
    private const int MostProcesses = 8;

    /// <summary>Writes the comparison; its lines end in a line feed.</summary>
    public static void Write(TextWriter writer, RunComparison comparison, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        foreach (ComparedRun other in comparison.Others)
        {
            page.Gap();
            page.NewLine().Add(other.Id, Ink.Bold).Add($"  {other.Name}  against  ").Add(comparison.ReferenceId, Ink.Bold).Add($"  {comparison.ReferenceName}");
            page.Gap();
            Figures(page, other);
            foreach (string caution in other.Cautions) page.Paragraph("note: ", Ink.Warning, caution, indent: 6);
        }

        page.Write(writer);
    }

    private static void Figures(Page page, ComparedRun other)
    {
        var table = new Table(
            new("", Least: LeastName), new("reference", Figure: true), new("this", Figure: true), new("change", Figure: true), new(""));
        foreach (Difference total in other.Totals) Row(table, total, TotalName(total.Name), value => Shown(total.Name, value, other.Currency));
        Section(table, "component", other.Components);
        Section(table, "phase", other.Phases);

        // Most first, by whichever of the two used more.
        List<Difference> processes = [.. other.Processes.OrderByDescending(process => Math.Max(process.Reference ?? 0, process.Value ?? 0))];
        Section(table, "process", processes.Take(MostProcesses));
        table.Write(page, indent: 2);
        if (processes.Count > MostProcesses) page.NewLine().At(2).Add($"{processes.Count - MostProcesses} names of processes with less are left out", Ink.Dim);
    }

    private static void Section(Table table, string kind, IEnumerable<Difference> differences)
    {
        foreach (Difference difference in differences) Row(table, difference, $"{kind} {difference.Name}", Joules);
    }

    private static void Row(Table table, Difference difference, string name, Func<double, string> shown)
    {
        bool real = difference.Verdict is Verdict.Less or Verdict.More;
        table.Add(
            (name, Ink.Plain),
            (difference.Reference is { } reference ? shown(reference) : "–", Ink.Plain),
            (difference.Value is { } value ? shown(value) : "–", Ink.Plain),
            (Change(difference), real ? Of(difference.Verdict) : Ink.Plain),
            (Words(difference.Verdict), real ? Of(difference.Verdict) : Ink.Dim));
    }

    private static Ink Of(Verdict verdict) => verdict == Verdict.More ? Ink.More : Ink.Less;

    private static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Less => "less",
        Verdict.More => "more",
        Verdict.NotToldApart => "not to be told apart",
        _ => "only in one",
    };

    private static string Change(Difference difference) => difference.Change is { } change ? Percent(change) : "";

    /// <summary>For example <c>−6.2 %</c>, <c>+12.0 %</c>, <c>×25.0</c> from ten times on.</summary>
    internal static string Percent(double change)
        => change == 0 ? "0 %" : change >= 9 ? "×" + Scale.Digits(change + 1) : (change < 0 ? "−" : "+") + Scale.Percent(Math.Abs(change));

    private static string TotalName(string key) => key switch
    {
        "energy_j" => "energy",
        "duration_s" => "time",
        "mean_power_w" => "mean power",
        "co2e_g" => "CO2e",
        _ => key,
    };

    private static string Shown(string key, double value, string? currency) => key switch
    {
        "energy_j" => Joules(value),
        "duration_s" => Scale.Time(TimeSpan.FromSeconds(value)),
        "mean_power_w" => Scale.Watts(Power.FromWatts(value)),
        "co2e_g" => Scale.Grams(Carbon.FromGrams(value)),
        "cost" when currency is not null => Scale.Money(new Money((decimal)value, currency)),
        _ => Scale.Digits(value),
    };

    private static string Joules(double value) => Scale.Joules(Energy.FromJoules(value));
}
