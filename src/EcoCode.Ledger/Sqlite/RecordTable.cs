using EcoCode.Ledger.Export;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Sqlite;

/// <summary>The records of runs, and what else belongs to one: its parts, its samples, its tags.</summary>
internal static class RecordTable
{
    /// <summary>Sets the record of a run. Its processes are cut to the most important.</summary>
    internal static void Save(Database database, long seq, RunRecord record, string? command)
    {
        using var json = new MemoryStream();
        RunJson.WriteLine(json, record with { Processes = TopProcesses.Of(record.Processes) });
        using Statement save = database.Prepare("INSERT INTO record (run, command, json) VALUES (?, ?, ?) ON CONFLICT (run) DO UPDATE SET json = excluded.json")
            .Bind(1, seq).Bind(2, command).Bind(3, json.GetBuffer().AsSpan(0, (int)json.Length));
        save.Run();
    }

    /// <summary>The record of a run and the command that was kept of it.</summary>
    /// <exception cref="LedgerException">The record can't be read.</exception>
    internal static (RunRecord Record, string? Command) Read(Database database, long seq, string id)
    {
        using Statement read = database.Prepare("SELECT json, command FROM record WHERE run = ?").Bind(1, seq);
        if (!read.Step()) throw LedgerFaults.Unreadable(id, "there is none");
        if (!RunJson.TryParse(read.Bytes(0), out RunRecord? record, out string? error)) throw LedgerFaults.Unreadable(id, error);
        return (record, read.TextOrNull(1));
    }

    internal static void AddPart(Database database, long seq, int position, RunPart part)
    {
        using Statement add = database.Prepare("INSERT INTO part (run, position, component, device) VALUES (?, ?, ?, ?)")
            .Bind(1, seq).Bind(2, position).Bind(3, part.Component).Bind(4, part.Device);
        add.Run();
    }

    internal static List<RunPart> Parts(Database database, long seq)
    {
        using Statement read = database.Prepare("SELECT component, device FROM part WHERE run = ? ORDER BY position").Bind(1, seq);
        var parts = new List<RunPart>();
        while (read.Step()) parts.Add(new RunPart(read.Text(0), read.Text(1)));
        return parts;
    }

    /// <summary>Sets tags, and removes those without a value.</summary>
    internal static void Tag<TValue>(Database database, long seq, IEnumerable<KeyValuePair<string, TValue>> tags)
        where TValue : class?
    {
        using Statement set = database.Prepare(
            "INSERT INTO tag (run, key, value, started) SELECT seq, ?, ?, started FROM run WHERE seq = ? ON CONFLICT (run, key) DO UPDATE SET value = excluded.value");
        using Statement remove = database.Prepare("DELETE FROM tag WHERE run = ? AND key = ?");
        foreach ((string key, TValue value) in tags)
        {
            if (value is string text) set.Bind(1, key).Bind(2, text).Bind(3, seq).Run();
            else remove.Bind(1, seq).Bind(2, key).Run();
        }
    }

    internal static SortedDictionary<string, string> Tags(Statement ofRun, long seq)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        ofRun.Bind(1, seq);
        while (ofRun.Step()) tags[ofRun.Text(0)] = ofRun.Text(1);
        ofRun.Reset();
        return tags;
    }
}
