using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Recording;

/// <summary>Keeps a run in the ledger from its first second on, by a thread of its own, so that whatever the disk does, sampling goes on.</summary>
/// <remarks>
/// Every second the thread that samples hands over the figures of all sources, in a buffer that it gets back; every ten seconds in which
/// processes came or went, and every minute, the whole result as well, with all processes. What can't be saved is tried again with the next,
/// which loses nothing but resolution: figures are sums.
/// </remarks>
public sealed class RunRecorder : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WholeEvery = TimeSpan.FromSeconds(10);

    /// <summary>Of the same processes, a whole result tells no more than the sums do but how their shares shift; it costs as much as a second of sampling.</summary>
    private static readonly TimeSpan SteadyWholeEvery = TimeSpan.FromMinutes(1);

    /// <summary>How often the end is tried again where others do not let go of the ledger; each try waits 20 s for them.</summary>
    private const int LastTries = 3;

    /// <summary>Longer than all tries take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(70);

    /// <summary>While a disk stands still, so many seconds are kept apart; after that one sample is of more than a second.</summary>
    private const int MostWaiting = 60;

    private readonly object _gate = new();
    private readonly string _path;
    private readonly Func<RunWriter> _open;
    private readonly Func<MeterResult, RunRecord?> _compose;
    private readonly Thread _thread;
    private readonly Queue<MeterFigures> _waiting = new();
    private readonly Stack<MeterFigures> _spare = new();
    private MeterResult? _whole;
    private RunRecord? _final;
    private bool _over;
    private TimeSpan _due = Second;
    private TimeSpan _wholeAt = -SteadyWholeEvery;
    private long _rowChanges;
    private int _sources;

    // Of the recording thread, until it has ended.
    private RunWriter? _writer;
    private Note? _problem;
    private bool _finished;
    private volatile string? _id;

    /// <param name="path">The ledger.</param>
    /// <param name="measurer">This process.</param>
    /// <param name="command">The command line, where it is to be kept.</param>
    /// <param name="compose">Makes a record of what was measured so far; called by the recording thread. Null where none can be made yet.</param>
    /// <param name="time">The clock.</param>
    public RunRecorder(string path, RunMeasurer measurer, string? command, Func<MeterResult, RunRecord?> compose, TimeProvider time)
    {
        _path = path;
        _open = () => new RunWriter(path, measurer, command, time);
        _compose = compose;
        _thread = new Thread(Work) { IsBackground = true, Name = "ledger" };
    }

    /// <summary>Begins: opens the ledger, off this thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Hands over what there is to save; to be called after every tick, by the thread that ticks.</summary>
    public void Tick(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        TimeSpan elapsed = meter.Latest.Elapsed;
        if (elapsed < _due) return;
        _due += Second;
        if (_due <= elapsed) _due = elapsed + Second;
        if (Spare() is not { } figures) return;
        meter.Read(figures);

        // A new source needs a record that has it.
        TimeSpan every = meter.RowChanges == _rowChanges ? SteadyWholeEvery : WholeEvery;
        bool whole = elapsed - _wholeAt >= every || figures.Sources.Length != _sources;
        if (whole) (_wholeAt, _rowChanges, _sources) = (elapsed, meter.RowChanges, figures.Sources.Length);
        HandOver(figures, whole ? meter.Freeze() : null);
    }

    /// <summary>Saves the end of the run, and waits until that is done.</summary>
    /// <param name="meter">The meter, after its last tick.</param>
    /// <param name="record">The record of the whole run.</param>
    /// <param name="problem">Why it is not in the ledger, or null.</param>
    /// <returns>Its id in the ledger, or null when it is not there.</returns>
    public string? Finish(Meter meter, RunRecord record, out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var last = new MeterFigures();
        meter.Read(last);
        lock (_gate)
        {
            _waiting.Enqueue(last);
            (_final, _over) = (record, true);
            Monitor.Pulse(_gate);
        }

        bool ended = _thread.Join(Patience);
        problem = ended ? _problem : new Note("ECO5019", "the ledger does not answer; the run may not be in it", "`--no-ledger` does without");
        return ended && _finished ? _id : null;
    }

    /// <summary>The run's id in the ledger as far as it is known: another than was asked for where that was taken.</summary>
    public string? Id => _id;

    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            Monitor.Pulse(_gate);
        }

        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted) || _thread.Join(Patience)) _writer?.Dispose();
    }

    private MeterFigures? Spare()
    {
        lock (_gate)
        {
            if (_over || _waiting.Count >= MostWaiting) return null;
            return _spare.TryPop(out MeterFigures? spare) ? spare : new MeterFigures();
        }
    }

    private void HandOver(MeterFigures figures, MeterResult? whole)
    {
        lock (_gate)
        {
            _waiting.Enqueue(figures);
            _whole = whole ?? _whole;
            Monitor.Pulse(_gate);
        }
    }

    private void Work()
    {
        var taken = new List<MeterFigures>();
        _ = TrySave(taken, null, null);
        for (bool over = false; !over;)
        {
            MeterResult? whole;
            lock (_gate)
            {
                while (_waiting.Count == 0 && !_over) Monitor.Wait(_gate);
                while (_waiting.TryDequeue(out MeterFigures? figures)) taken.Add(figures);
                (whole, _whole, over) = (_whole, null, _over);
            }

            // What was not saved is in the figures that follow, and the result as well.
            bool saved = TrySave(taken, whole, _final);
            for (int tries = 1; !saved && over && tries < LastTries && _problem?.Code == LedgerFaults.InUse; tries++) saved = TrySave(taken, whole, _final);
            if (!saved && !over)
            {
                lock (_gate) _whole ??= whole;
            }

            lock (_gate)
            {
                foreach (MeterFigures figures in taken) _spare.Push(figures);
            }

            taken.Clear();
        }
    }

    /// <summary>Saves; that something went wrong is kept until the next success.</summary>
    private bool TrySave(List<MeterFigures> figures, MeterResult? whole, RunRecord? final)
    {
        try
        {
            _writer ??= _open();
            _writer.Save(figures, final ?? (whole is null ? null : _compose(whole)), final is null ? RunState.Running : RunState.Finished);
            _id = _writer.Id;
            _finished = final is not null && !_writer.Removed;
            _problem = null;
            return true;
        }
        catch (Exception problem)
        {
            // Whatever it is, it must not end the program: what is measured runs on, and its user is told.
            _problem = (problem as LedgerException ?? LedgerFaults.Of(_path, problem)).Problem;
            return false;
        }
    }
}
