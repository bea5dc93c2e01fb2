using System.Globalization;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>Rows of the table of runs: as they are written, and as they are read.</summary>
internal static class RunTable
{
    private const string Insert = """
        INSERT INTO run (id, started, zone, state, name, project, host, kind, duration, exit_code, signal, energy, co2e, cost, currency, price, price_source)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """;

    /// <summary>What changes while a run goes on; its name is its user's from then on.</summary>
    private const string Update = """
        UPDATE run SET state = ?, duration = ?, exit_code = ?, signal = ?, energy = ?, co2e = ?, cost = ?, currency = ?, price = ?, price_source = ?
        WHERE seq = ? AND id = ?
        """;

    /// <summary>Puts a run in.</summary>
    /// <returns>Its number; null when its id is taken.</returns>
    internal static long? TryAdd(Database database, RunRecord record, RunState state)
    {
        RunIdentity run = record.Run;
        using Statement insert = database.Prepare(Insert)
            .Bind(1, run.Id).Bind(2, Instant.Of(run.Started)).Bind(3, (long)run.Started.Offset.TotalMinutes).Bind(4, (long)state)
            .Bind(5, run.Name).Bind(6, run.Project).Bind(7, run.Host).Bind(8, run.Kind);
        BindFigures(insert, 9, record).Run();
        return database.Changes == 0 ? null : database.LastRow;
    }

    /// <summary>Brings the row of a run up to date.</summary>
    /// <returns>Whether it is there still.</returns>
    internal static bool TryUpdate(Database database, long seq, RunRecord record, RunState state)
    {
        using Statement update = database.Prepare(Update).Bind(1, (long)state).Bind(11, seq).Bind(12, record.Run.Id);
        BindFigures(update, 2, record).Run();
        return database.Changes == 1;
    }

    internal static RunRow Read(Statement row, IReadOnlyDictionary<string, string> tags) => new()
    {
        Id = row.Text(1),
        Name = row.Text(2),
        Project = row.TextOrNull(3),
        Host = row.Text(4),
        Kind = row.Text(5),
        State = (RunState)row.Integer(6),
        Started = Instant.From(row.Integer(7), row.Integer(8)),
        DurationS = row.Real(9),
        ExitCode = row.IsNull(10) ? null : (int)row.Integer(10),
        Signal = row.TextOrNull(11),
        EnergyJ = Energy.FromMicrojoules(row.Integer(12)),
        Co2eG = row.Real(13),
        Cost = row.IsNull(14) ? null : new RunCost(Amount(row.Text(14)), row.Text(15), Amount(row.Text(16)), row.Text(17)),
        Tags = tags,
    };

    private static Statement BindFigures(Statement statement, int at, RunRecord record)
    {
        RunCost? cost = record.Impact.Cost;
        return statement
            .Bind(at, record.Run.DurationS).Bind(at + 1, (long?)record.Run.ExitCode).Bind(at + 2, record.Run.Signal)
            .Bind(at + 3, record.Total.EnergyJ.Microjoules).Bind(at + 4, record.Impact.Co2eG)
            .Bind(at + 5, Text(cost?.Amount)).Bind(at + 6, cost?.Currency).Bind(at + 7, Text(cost?.PricePerKwh)).Bind(at + 8, cost?.Source);
    }

    private static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private static decimal Amount(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
