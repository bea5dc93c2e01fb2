using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Cli.Streams;
using EcoCode.Ledger;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Metering.Budgets;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Measuring;

/// <summary>Shows what came of a measurement: the summary on standard error, JSON where it was asked for.</summary>
internal static class Presentation
{
    /// <summary>Writes everything that was asked for. What can't be written is said, and never changes the exit code.</summary>
    internal static void Show(Outcome outcome, MeasureRequest request)
    {
        (RunRecord record, OutputRequest output) = (outcome.Record, request.Output);
        bool shown = output.Json switch
        {
            { Wanted: false } => false,
            { File: null } => ToStream(StandardStream.Error, record),
            { IsOutput: true } => ToOutput(record, output),
            { File: { } file } => !ToFile(file, record, output),
        };
        if (shown || output.Quiet >= 2) return;
        using StreamWriter error = StandardStream.Writer(StandardStream.Error);
        SummaryStyle style = Display.Style(output.Color, output.Ascii);
        Summary.Write(error, record, style, output.Quiet == 1 ? Verbosity.Quiet : output.Verbose ? Verbosity.Verbose : Verbosity.Normal, saved: outcome.Saved);

        // The one line has no warnings; but whoever looks for the run later must know.
        if (output.Quiet == 1 && outcome.NotKept is { } notKept) Summary.WriteWarning(error, notKept, style);
        if (output.Quiet == 1) BudgetNotes.OfReached(record.Warnings).ForEach(note => Summary.WriteWarning(error, note, style));
        if (outcome.Saved) WritePeriods(error, request, style);
        if (!output.Verbose || output.Quiet > 0) return;
        foreach (string line in outcome.Unused) error.WriteLine($"not used: {line}");
    }

    /// <summary>Says which budgets of days and months are near or used up; where few words are wanted, which are used up.</summary>
    private static void WritePeriods(StreamWriter error, MeasureRequest request, SummaryStyle style)
    {
        var budgets = PeriodBudgets.Read(request.Configured, Environment.GetEnvironmentVariable);
        foreach (Note problem in budgets.Problems) Summary.WriteWarning(error, problem, style);
        if (budgets.All.Count == 0) return;
        try
        {
            using SqliteLedger ledger = OwnLedger.Open(TimeProvider.System);
            foreach (PeriodUse use in budgets.Use(ledger, TimeProvider.System))
            {
                if (request.Output.Quiet == 0 ? use.IsNear : use.Part >= 1) Summary.WriteWarning(error, BudgetNotes.Period(use), style);
            }
        }
        catch (LedgerException fault)
        {
            Summary.WriteWarning(error, fault.Problem, style);
        }
    }

    private static bool ToStream(int descriptor, RunRecord record)
    {
        using var stream = new StandardStream(descriptor);
        RunJson.Write(stream, record);
        return true;
    }

    private static bool ToOutput(RunRecord record, OutputRequest output)
        => ToStream(StandardStream.Output, record) && (!StandardStream.TakeLoss() || Instead("standard output", "it is full or closed", record, output));

    /// <summary>Writes a file, whole or not at all; if that fails, the result goes to standard error, so that it is not lost.</summary>
    /// <returns>Whether the file was written.</returns>
    private static bool ToFile(string file, RunRecord record, OutputRequest output)
    {
        if (AtomicFile.TryWrite(file, stream => RunJson.Write(stream, record), out WriteFault? fault)) return true;
        return !Instead($"`{file}`", fault.Reason, record, output);
    }

    private static bool Instead(string of, string reason, RunRecord record, OutputRequest output)
    {
        Complaint.Write(new Note("ECO4005", $"cannot write JSON to {of}: {reason}", "the result follows here instead"), output);
        return ToStream(StandardStream.Error, record);
    }
}
