using EcoCode.Host;
using EcoCode.Ledger;
using EcoCode.Metering;
using EcoCode.Metering.Budgets;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>Keeps a run to its budgets: compares at each tick, says what is near or used up, and ends the tree where that was asked for.</summary>
/// <remarks>Used by the thread that ticks, but for <see cref="Rows"/> and <see cref="Notes"/>.</remarks>
internal sealed class BudgetGuard : IDisposable
{
    /// <summary>After SIGKILL only a process that hangs in the kernel lives on. It is not waited for once the command has ended.</summary>
    private static readonly TimeSpan LongestDeath = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan OnceMore = TimeSpan.FromMilliseconds(5);

    private readonly BudgetRequest _request;
    private readonly BudgetWatch _watch;
    private readonly TreeStop _stop;
    private readonly Action<int> _signal;
    private readonly Func<bool> _over;
    private readonly Func<bool> _gone;
    private readonly Action<Note> _say;
    private readonly Wakeup _wake;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<(Budget Budget, string Action)> _done = [];
    private readonly List<Note> _notes = [];
    private readonly ITimer _timer;
    private readonly long _start;
    private long _due;
    private Energy _energy;
    private TimeSpan? _asked;
    private TimeSpan? _forced;
    private bool _acted;
    private bool _disposed;

    /// <param name="request">What is to be done.</param>
    /// <param name="watch">The limits.</param>
    /// <param name="stop">Ends the tree.</param>
    /// <param name="signal">Sends a signal to the command.</param>
    /// <param name="over">Whether the measurement is over by itself.</param>
    /// <param name="gone">Whether nothing is left of what is measured.</param>
    /// <param name="say">Says something at once, where that can be read.</param>
    /// <param name="wake">Set when <see cref="IsOver"/> should be asked.</param>
    /// <param name="time">The clock; time counts from here.</param>
    internal BudgetGuard(
        BudgetRequest request, BudgetWatch watch, TreeStop stop, Action<int> signal, Func<bool> over, Func<bool> gone, Action<Note> say, Wakeup wake, TimeProvider time)
    {
        (_request, _watch, _stop, _signal, _over, _gone, _say, _wake, _time) = (request, watch, stop, signal, over, gone, say, wake, time);
        _start = time.GetTimestamp();
        _due = (request.Time ?? TimeSpan.Zero).Ticks;
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (request.Time is { } limit) _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The budgets as they go into the record.</summary>
    internal IReadOnlyList<RunBudget> Rows
    {
        get
        {
            lock (_lock)
            {
                return [.. _watch.Read().Select(use => new RunBudget(
                    use.Budget.Kind.ToString().ToLowerInvariant(), use.Budget.Limit, use.Used, use.Budget.Unit, use.ReachedAt?.TotalSeconds, ActionOf(use.Budget)))];
            }
        }
    }

    /// <summary>What must be said of them at the end.</summary>
    internal IReadOnlyList<Note> Notes
    {
        get
        {
            lock (_lock) return [.. _notes];
        }
    }

    /// <summary>Compares, after a tick; after the last one, too.</summary>
    internal void Tick(in LiveFigures figures)
    {
        _energy = figures.Energy;
        Compare();
        Press();
    }

    /// <summary>Whether the measurement is over. Once the tree was told to end, that is when all of it has.</summary>
    internal bool IsOver()
    {
        Compare();
        Press();
        return _asked is null ? _over() : _gone() || (_over() && Elapsed - _forced > LongestDeath);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock) _disposed = true;
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    private void Compare()
    {
        while (_watch.Compare(_energy, Elapsed) is { } use)
        {
            if (use.ReachedAt is null) _say(BudgetNotes.Near(use));
            else Take(use);
        }
    }

    /// <summary>A budget is used up. The first acts, all are told.</summary>
    private void Take(BudgetUse use)
    {
        BudgetAction action = _acted || _over() ? BudgetAction.Warn : _request.Action;
        _acted = true;
        Note note = BudgetNotes.Reached(use, BudgetNotes.Doing(action));
        lock (_lock)
        {
            _done.Add((use.Budget, action.Name));
            _notes.Add(note);
        }

        if (action.Signal > 0) _signal(action.Signal);
        if (action.Stops)
        {
            _stop.Ask();
            _asked = Elapsed;
            Volatile.Write(ref _due, (_asked.Value + _request.Grace).Ticks);
            _timer.Change(_request.Grace, Timeout.InfiniteTimeSpan);
            if (_stop.Refused > 0) Add(BudgetNotes.Refused(_stop.Refused));
        }

        _say(note);
    }

    /// <summary>Forces what was asked and has not ended in time; again at each tick, for it may have forked meanwhile.</summary>
    private void Press()
    {
        if (_asked is not { } asked || Elapsed - asked < _request.Grace || _gone()) return;
        if (_forced is null)
        {
            _forced = Elapsed;
            Add(BudgetNotes.Forced(_request.Grace));
            lock (_lock)
            {
                int stop = _done.FindIndex(done => done.Action == BudgetAction.Stop.Name);
                _done[stop] = (_done[stop].Budget, "kill");
            }
        }

        _stop.Force();
    }

    private string? ActionOf(Budget budget)
    {
        foreach ((Budget done, string action) in _done)
        {
            if (done == budget) return action;
        }

        return null;
    }

    private void Add(Note note)
    {
        lock (_lock) _notes.Add(note);
    }

    private void Wake()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _wake.Set();

            // Timers go by a clock of steps of 4 ms, and may come that much before their time.
            if (Elapsed.Ticks < Volatile.Read(ref _due)) _timer.Change(OnceMore, Timeout.InfiniteTimeSpan);
        }
    }
}
