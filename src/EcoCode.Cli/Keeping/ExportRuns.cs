using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Export.CodeCarbon;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Cli.Keeping;

/// <summary>Writes runs of the ledger to standard output or a file.</summary>
/// <param name="format">The form.</param>
/// <param name="table">What the rows of CSV are.</param>
/// <param name="output">A path, or <c>-</c> for standard output.</param>
internal sealed class ExportRuns(ExportFormat format, ExportTable table, string output)
{
    /// <summary>Exports one run.</summary>
    internal int One(string text) => LedgerUse.With(text, (ledger, id) => Write([LedgerUse.Read(ledger, id, Samples)], many: false));

    /// <summary>Exports all runs, newest first.</summary>
    internal int All() => LedgerUse.With(ledger => Write(RunPages.All(ledger, new RunQuery()).Select(row => ledger.Load(row.Id, Samples)).OfType<StoredRun>(), many: true));

    private bool Samples => RunExport.NeedsSamples(format, table);

    private int Write(IEnumerable<StoredRun> runs, bool many)
    {
        if (output == "-")
        {
            // Whoever reads may have had enough; then the rest need not be read from the ledger.
            using var stream = new StandardStream(StandardStream.Output);
            RunExport.Write(stream, format, table, runs.TakeWhile(_ => !stream.Failed), many);
            return ExitCodes.Done;
        }

        if (format == ExportFormat.CodeCarbon) return Append(runs);
        if (AtomicFile.TryWrite(output, stream => RunExport.Write(stream, format, table, runs, many), out WriteFault? fault)) return ExitCodes.Done;
        return Complain(fault);
    }

    private int Append(IEnumerable<StoredRun> runs)
    {
        if (!EmissionsFile.TryAppend(output, runs, TimeProvider.System, out string? written, out WriteFault? fault)) return Complain(fault);
        if (written == output) return ExitCodes.Done;
        using StreamWriter error = StandardStream.Writer(StandardStream.Error);
        error.WriteLine($"`{output}` has other columns than CodeCarbon's and is left as it is; written to `{written}`");
        return ExitCodes.Done;
    }

    private static int Complain(WriteFault fault)
    {
        // A reader that has had enough is no failure of ours.
        if (fault.Kind == WriteFaultKind.Closed) return ExitCodes.Done;
        Complaint.Write(new Note("ECO5022", $"cannot write `{fault.Path}`: {fault.Reason}", fault.Kind == WriteFaultKind.Folder ? "name a file in it" : "`--output -` writes to standard output"), null);
        return ExitCodes.Failed;
    }
}
