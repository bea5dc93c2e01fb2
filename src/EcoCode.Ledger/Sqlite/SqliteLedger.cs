using System.Diagnostics.CodeAnalysis;
using EcoCode.Ledger.Recording;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>The ledger as an SQLite database, which many processes may read and write at once.</summary>
/// <remarks>docs/ledger.md says what is in it. One thread at a time uses an instance.</remarks>
public sealed class SqliteLedger : IRunLedger
{
    private const string TagsOfRun = "SELECT key, value FROM tag WHERE run = ?";

    /// <summary>Runs removed in one go: what is measured meanwhile gets its turn in between.</summary>
    private const int PrunedAtOnce = 200;

    private readonly Database _database;
    private readonly Predicate<RunMeasurer>? _isAlive;

    private SqliteLedger(Database database, Predicate<RunMeasurer>? isAlive) => (_database, _isAlive) = (database, isAlive);

    /// <summary>Opens a ledger; one that is not there is made, its folder as well.</summary>
    /// <param name="path">Its whole path.</param>
    /// <param name="isAlive">Whether the process that measures a run lives; where it does not, the run was interrupted. Left out, runs stay as they were written.</param>
    /// <exception cref="LedgerException">It can't be used.</exception>
    public static SqliteLedger Open(string path, Predicate<RunMeasurer>? isAlive = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SqliteLedger(LedgerFile.Open(Path.GetFullPath(path)), isAlive);
    }

    /// <summary>Puts in a run that is over.</summary>
    /// <returns>Its id: another than that of the record, longer, where a run of that id is there already.</returns>
    public string Add(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunRecord record = run.Record;
        _database.Transact(() =>
        {
            long seq = NewRun.Add(_database, ref record, run.State, run.CommandLine);
            for (int i = 0; i < run.Parts.Count; i++) RecordTable.AddPart(_database, seq, i, run.Parts[i]);
            using Statement insert = _database.Prepare(SampleTable.Insert);
            foreach (RunSample sample in run.Samples)
            {
                SampleTable.Add(
                    insert, seq, SampleTable.Microseconds(sample.OffsetS), SampleTable.Microseconds(sample.OffsetS + sample.SpanS), [.. sample.Energies]);
            }
        });
        return record.Run.Id;
    }

    public IReadOnlyList<RunRow> List(RunQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        MarkInterrupted();
        (long, long)? after = null;
        if (query.After is { } id) after = Place(id) ?? throw LedgerFaults.NoSuchPage(id);
        using Statement page = new RunListing(query, after).Prepare(_database);
        using Statement tags = _database.Prepare(TagsOfRun);
        var rows = new List<RunRow>();
        while (page.Step()) rows.Add(RunTable.Read(page, RecordTable.Tags(tags, page.Integer(0))));
        return rows;
    }

    public RunSum Sum(DateTimeOffset since) => RunSums.Since(_database, since);

    public IReadOnlyList<string> Projects()
    {
        // From one to the next by the index, so that the cost is that of the projects and not of the runs.
        using Statement next = _database.Prepare("SELECT min(project) FROM run INDEXED BY run_by_project WHERE project > ?");
        var projects = new List<string>();
        for (string? last = ""; ; projects.Add(last))
        {
            next.Bind(1, last).Step();
            last = next.TextOrNull(0);
            next.Reset();
            if (last is null) return projects;
        }
    }

    public bool TryResolve(string text, [NotNullWhen(true)] out string? id, [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RunReference.TryResolve(_database, text, out id, out problem);
    }

    public StoredRun? Load(string id, bool samples)
    {
        MarkInterrupted();

        // Of one moment: a run that goes on is written to meanwhile.
        _database.Execute("BEGIN");
        try
        {
            return Read(id, samples);
        }
        finally
        {
            _database.Execute("COMMIT");
        }
    }

    public bool Rename(string id, string name)
    {
        using Statement rename = _database.Prepare("UPDATE run SET name = ? WHERE id = ?").Bind(1, name).Bind(2, id);
        rename.Run();
        return _database.Changes == 1;
    }

    public bool Tag(string id, IReadOnlyDictionary<string, string?> tags)
    {
        bool there = false;
        _database.Transact(() =>
        {
            if (Place(id) is not { } place) return;
            RecordTable.Tag(_database, place.Seq, tags);
            there = true;
        });
        return there;
    }

    public bool Amend(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        bool amended = false;
        _database.Transact(() =>
        {
            amended = false;
            using Statement find = _database.Prepare("SELECT seq, state FROM run WHERE id = ? AND state <> 0").Bind(1, record.Run.Id);
            if (!find.Step()) return;
            (long seq, var state) = (find.Integer(0), (RunState)find.Integer(1));

            // The record of a run that was cut off has been brought up to its last figures when it was read: that must not happen again.
            using Statement settle = _database.Prepare("UPDATE run SET latest = NULL WHERE seq = ?").Bind(1, seq);
            settle.Run();
            RecordTable.Save(_database, seq, record, command: null);
            amended = RunTable.TryUpdate(_database, seq, record, state);
        });
        return amended;
    }

    public bool Delete(string id)
    {
        using Statement delete = _database.Prepare("DELETE FROM run WHERE id = ?").Bind(1, id);
        delete.Run();
        return _database.Changes == 1;
    }

    public int Prune(DateTimeOffset before)
    {
        MarkInterrupted();
        using Statement some = _database.Prepare(
                "DELETE FROM run WHERE seq IN (SELECT seq FROM run INDEXED BY run_by_time WHERE started < ? AND state <> 0 ORDER BY started LIMIT ?)")
            .Bind(1, Instant.Of(before)).Bind(2, PrunedAtOnce);
        int all = 0, removed;
        do
        {
            some.Run();
            all += removed = _database.Changes;
        }
        while (removed > 0);
        return all;
    }

    public void Dispose() => _database.Dispose();

    /// <summary>Takes note of runs whose measuring process is gone.</summary>
    private void MarkInterrupted()
    {
        if (_isAlive is null) return;
        List<long>? gone = null;
        using (Statement unfinished = _database.Prepare("SELECT seq, boot, space, pid, pid_started, saved FROM run INDEXED BY run_unfinished WHERE state = 0"))
        {
            while (unfinished.Step())
            {
                var measurer = new RunMeasurer(
                    unfinished.Text(1), unfinished.Text(2), (int)unfinished.Integer(3), unfinished.Integer(4), Instant.From(unfinished.Integer(5), 0));
                if (!_isAlive(measurer)) (gone ??= []).Add(unfinished.Integer(0));
            }
        }

        if (gone is null) return;

        // It may have finished since it was looked at.
        using Statement mark = _database.Prepare("UPDATE run SET state = 2 WHERE seq = ? AND state = 0");
        foreach (long seq in gone) mark.Bind(1, seq).Run();
    }

    private StoredRun? Read(string id, bool samples)
    {
        using Statement find = _database.Prepare("SELECT seq, state, name, latest FROM run WHERE id = ?").Bind(1, id);
        if (!find.Step()) return null;
        long seq = find.Integer(0);
        (RunRecord record, string? command) = RecordTable.Read(_database, seq, id);
        using Statement tags = _database.Prepare(TagsOfRun);
        record = record with { Run = record.Run with { Name = find.Text(2), Tags = RecordTable.Tags(tags, seq) } };
        var state = (RunState)find.Integer(1);
        List<RunPart> parts = RecordTable.Parts(_database, seq);
        List<RunSample> course = samples || state != RunState.Finished ? SampleTable.Read(_database, seq) : [];

        // A record is saved now and then; what came in since is in the samples.
        if (state != RunState.Finished && !find.IsNull(3)) record = Continuation.Of(record, state, parts, EnergyBlob.Read(find.Bytes(3)), course);
        return new StoredRun { Record = record, State = state, CommandLine = command, Parts = parts, Samples = samples ? course : [] };
    }

    private (long Started, long Seq)? Place(string id)
    {
        using Statement find = _database.Prepare("SELECT started, seq FROM run WHERE id = ?").Bind(1, id);
        return find.Step() ? (find.Integer(0), find.Integer(1)) : null;
    }
}
