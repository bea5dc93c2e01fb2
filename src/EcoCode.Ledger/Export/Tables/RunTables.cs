using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Export.Tables;

/// <summary>Runs as CSV, in tables that have the run's id in common.</summary>
internal static class RunTables
{
    internal static void Write(TextWriter writer, ExportTable table, IEnumerable<StoredRun> runs)
    {
        switch (table)
        {
            case ExportTable.Runs:
                Write(writer, RunColumns.All, runs);
                break;
            case ExportTable.Samples:
                Write(writer, SampleColumns.All, runs.SelectMany(SampleRow.Of));
                break;
            case ExportTable.Processes:
                Write(writer, ProcessColumns.All, runs.SelectMany(run => run.Record.Processes.Select(process => new OfRun<RunProcess>(run.Record.Run, process))));
                break;
            case ExportTable.Phases:
                Write(writer, PhaseColumns.All, runs.SelectMany(run => run.Record.Phases.Select(phase => new OfRun<RunPhase>(run.Record.Run, phase))));
                break;
            case ExportTable.Steps:
                Write(writer, StepColumns.All, runs.SelectMany(run => run.Record.Steps.Select(steps => new OfRun<RunSteps>(run.Record.Run, steps))));
                break;
            case ExportTable.Metrics:
                Write(writer, MetricColumns.All, runs.SelectMany(run => run.Record.Metrics.Select(metric => new OfRun<RunMetric>(run.Record.Run, metric))));
                break;
        }
    }

    private static void Write<T>(TextWriter writer, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        CsvText.Row(writer, columns.Select(column => column.Name));
        foreach (T row in rows) CsvText.Row(writer, columns.Select(column => column.Cell(row)));
    }
}
