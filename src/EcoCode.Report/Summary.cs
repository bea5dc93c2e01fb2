using EcoCode.Ledger;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;
using EcoCode.Report.Sections;

namespace EcoCode.Report;

/// <summary>A run record as text for a terminal, a log or a mail.</summary>
/// <remarks>Names in it are not trusted: whatever they hold, the text stays inside its lines and its width.</remarks>
public static class Summary
{
    /// <summary>Columns that a name has in the one line however narrow the terminal is.</summary>
    private const int LeastName = 8;

    /// <summary>Writes the summary; its lines end in a line feed.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The run.</param>
    /// <param name="style">What can be shown there.</param>
    /// <param name="verbosity">How much is told.</param>
    /// <param name="state">How far the run has come; of one that was cut off, that is said.</param>
    /// <param name="saved">Whether to say that the run has just been saved.</param>
    public static void Write(
        TextWriter writer, RunRecord record, SummaryStyle style, Verbosity verbosity = Verbosity.Normal, RunState state = RunState.Finished, bool saved = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(style);
        Page page = verbosity == Verbosity.Quiet ? OneLine(record, style, state) : Whole(record, style, verbosity, state, saved);
        page.Write(writer);
    }

    /// <summary>Writes a warning by itself.</summary>
    public static void WriteWarning(TextWriter writer, Note warning, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(warning);
        var page = new Page(style);
        Footer.Warn(page, warning);
        page.Write(writer);
    }

    private static Page Whole(RunRecord record, SummaryStyle style, Verbosity verbosity, RunState state, bool saved)
    {
        var page = new Page(style);
        Heading.Write(page, record, state);
        page.Gap();
        EnergySection.Write(page, record);
        if (record.Components.Count > 0) ImpactSection.Write(page, record);
        BudgetSection.Write(page, record);
        PredictionSection.Write(page, record);
        page.Gap();
        UseSection.Write(page, record);
        page.Gap();
        if (verbosity == Verbosity.Verbose)
        {
            MethodSection.Write(page, record);
            page.Gap();
        }

        Footer.Write(page, record, saved);
        return page;
    }

    private static Page OneLine(RunRecord record, SummaryStyle style, RunState state)
    {
        string[] cost = record.Impact.Cost is { } paid ? [Scale.Money(new(paid.Amount, paid.Currency))] : [];

        // With no source at all nothing is known; that is not zero.
        string[] known = record.Components.Count == 0
            ? ["energy unknown"]
            : [Scale.WattHours(record.Total.EnergyJ), Scale.Grams(Carbon.FromGrams(record.Impact.Co2eG)) + " CO2e", .. cost];
        string[] figures =
        [
            .. known,
            Heading.Time(record.Run),
            Heading.Ending(record.Run, state),
        ];
        string rest = $" {record.Run.Id}: {string.Join(", ", figures)}";

        // The name gives way, as what a script or a reader wants is behind it; that goes on in the terminal's next row rather than being cut.
        int room = Math.Max(LeastName, style.Width - Cells.Width(rest));
        var page = new Page(style with { Width = Math.Max(style.Width, LeastName + Cells.Width(rest)) });
        page.NewLine().Add(Cells.Cut(Heading.Name(record.Run), room, "…")).Add(rest);
        return page;
    }
}
