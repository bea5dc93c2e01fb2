using System.Text;
using EcoCode.Ledger.Export.CodeCarbon;
using EcoCode.Ledger.Export.Influx;
using EcoCode.Ledger.Export.Markdown;
using EcoCode.Ledger.Export.Metrics;
using EcoCode.Ledger.Export.Tables;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Export;

/// <summary>Writes runs in the forms that other programs read. UTF-8, invariant culture; but for Markdown base units and nothing rounded.</summary>
public static class RunExport
{
    /// <summary>Writes runs one by one as they come; the stream is left open.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">The form.</param>
    /// <param name="table">What the rows are, for <see cref="ExportFormat.Csv"/>.</param>
    /// <param name="runs">The runs; read once, and none after a failed write.</param>
    /// <param name="many">Whether JSON is an array and Markdown a table of runs, however many there are.</param>
    public static void Write(Stream output, ExportFormat format, ExportTable table, IEnumerable<StoredRun> runs, bool many)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(runs);
        switch (format)
        {
            case ExportFormat.Json when many:
                RunJson.WriteArray(output, runs.Select(run => run.Record));
                return;
            case ExportFormat.Json:
                foreach (StoredRun run in runs) RunJson.Write(output, run.Record);
                return;
            case ExportFormat.JsonLines:
                foreach (StoredRun run in runs) RunJson.WriteLine(output, run.Record);
                return;
        }

        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case ExportFormat.Csv:
                RunTables.Write(writer, table, runs);
                break;
            case ExportFormat.Markdown:
                RunMarkdown.Write(writer, runs, many);
                break;
            case ExportFormat.OpenMetrics:
                RunMetrics.Write(writer, runs);
                break;
            case ExportFormat.Influx:
                RunLines.Write(writer, runs);
                break;
            case ExportFormat.CodeCarbon:
                EmissionsRow.WriteAll(writer, runs);
                break;
        }
    }

    /// <summary>Whether a form holds the course of a run, so that its samples must be read.</summary>
    public static bool NeedsSamples(ExportFormat format, ExportTable table)
        => format == ExportFormat.Influx || (format == ExportFormat.Csv && table == ExportTable.Samples);
}
