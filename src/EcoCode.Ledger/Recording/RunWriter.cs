using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Recording;

/// <summary>Writes one run into the ledger while it goes on: every call is whole in it or not at all, and one that failed can be made up for by the next.</summary>
internal sealed class RunWriter : IDisposable
{
    /// <summary>What the energy amounts to grows with it until the next whole record.</summary>
    private const string Live = """
        UPDATE run SET duration = ?, co2e = CASE WHEN energy > 0 THEN co2e * ? / energy ELSE co2e END,
        cost = CASE WHEN energy > 0 AND cost IS NOT NULL THEN printf('%.15f', cost * ? / energy) ELSE cost END, energy = ?, saved = ?, latest = ?
        WHERE seq = ? AND id = ?
        """;

    private const string Measured = "UPDATE run SET boot = ?, space = ?, pid = ?, pid_started = ?, saved = ? WHERE seq = ?";
    private const string Over = "UPDATE run SET boot = NULL, space = NULL, pid = NULL, pid_started = NULL, saved = NULL, latest = NULL WHERE seq = ?";

    /// <summary>In KiB; SQLite's own choice is 2,000. One run touches a few pages, over and over.</summary>
    private const string SmallCache = "PRAGMA cache_size = -256";

    private readonly Database _database;
    private readonly RunMeasurer _measurer;
    private readonly string? _command;
    private readonly TimeProvider _time;
    private readonly Statement _live;
    private readonly Statement _insert;
    private readonly SampleRollup _rollup;
    private Course _course = new();

    /// <param name="path">The ledger.</param>
    /// <param name="measurer">The process that measures.</param>
    /// <param name="command">The command line, where it is to be kept.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="LedgerException">The ledger can't be used.</exception>
    internal RunWriter(string path, RunMeasurer measurer, string? command, TimeProvider time)
    {
        (_measurer, _command, _time) = (measurer, command, time);
        _database = LedgerFile.Open(path);
        _database.Execute(SmallCache);
        _live = _database.Prepare(Live);
        _insert = _database.Prepare(SampleTable.Insert);
        _rollup = new SampleRollup(_database);
    }

    /// <summary>The run's id in the ledger, once it is there.</summary>
    internal string? Id => _course.Seq is null ? null : _course.Id;

    /// <summary>Whether someone has removed the run from the ledger; then it is not put in again.</summary>
    internal bool Removed { get; private set; }

    /// <summary>Saves what came in.</summary>
    /// <param name="figures">Figures, each a sample later than the one before; the first call takes the first of the run.</param>
    /// <param name="record">The record so far, or of the whole run; null where only figures are to be saved, once there is a record.</param>
    /// <param name="state">Whether the run goes on.</param>
    internal void Save(IReadOnlyList<MeterFigures> figures, RunRecord? record, RunState state)
    {
        if (Removed || (_course.Seq is null && record is null)) return;
        Course next = _course.Copy();
        bool there = true;
        _database.Transact(() => there = TrySave(next, figures, record, state));
        if (there) _course = next;
        else Removed = true;
    }

    public void Dispose()
    {
        _live.Dispose();
        _insert.Dispose();
        _rollup.Dispose();
        _database.Dispose();
    }

    private bool TrySave(Course next, IReadOnlyList<MeterFigures> figures, RunRecord? record, RunState state)
    {
        if (next.Seq is not { } seq) seq = Begin(next, record!, state);
        else if (record is not null)
        {
            if (!RunTable.TryUpdate(_database, seq, record = record with { Run = record.Run with { Id = next.Id } }, state)) return false;
            RecordTable.Save(_database, seq, record, _command);
        }

        foreach (MeterFigures figure in figures)
        {
            (long from, int parts) = (next.Until, next.Parts.Count);
            Energy[] used = next.Advance(figure);
            for (; parts < next.Parts.Count; parts++) RecordTable.AddPart(_database, seq, parts, next.Parts[parts]);
            if (next.Until > from) SampleTable.Add(_insert, seq, from, next.Until, used);
        }

        if (state == RunState.Running && !TryTell(next, seq)) return false;
        if (state != RunState.Running) Run(_database.Prepare(Over).Bind(1, seq));
        _rollup.Advance(seq, next.Until, next.RolledUp);
        return true;
    }

    private long Begin(Course next, RunRecord record, RunState state)
    {
        long seq = NewRun.Add(_database, ref record, state, _command);
        (next.Seq, next.Id) = (seq, record.Run.Id);
        if (state == RunState.Running)
        {
            Run(_database.Prepare(Measured)
                .Bind(1, _measurer.Boot).Bind(2, _measurer.Space).Bind(3, _measurer.Pid).Bind(4, _measurer.Started).Bind(5, Instant.Of(_time.GetUtcNow())).Bind(6, seq));
        }

        return seq;
    }

    /// <summary>Tells how far the run has come, and that it is being measured still.</summary>
    private bool TryTell(Course next, long seq)
    {
        Span<byte> latest = stackalloc byte[EnergyBlob.Longest * next.Latest.Count];
        int length = EnergyBlob.Write([.. next.Latest], latest);
        long tree = next.Tree.Microjoules;
        _live.Bind(1, next.Until / 1e6).Bind(2, tree).Bind(3, tree).Bind(4, tree).Bind(5, Instant.Of(_time.GetUtcNow())).Bind(6, latest[..length]).Bind(7, seq).Bind(8, next.Id).Run();
        return _database.Changes == 1;
    }

    private static void Run(Statement statement)
    {
        using (statement) statement.Run();
    }
}
