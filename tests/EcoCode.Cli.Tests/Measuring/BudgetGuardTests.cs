using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Host;
using EcoCode.Ledger;
using EcoCode.Metering.Budgets;

namespace EcoCode.Cli.Tests.Measuring;

/// <summary>A budget of ten seconds, and timers that go by a coarser clock than the one that time is read from.</summary>
public sealed class BudgetGuardTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly CoarseTimers _time = new();
    private readonly Wakeup _wake = new();
    private readonly List<string> _said = [];
    private readonly BudgetGuard _guard;

    public BudgetGuardTests()
    {
        var watch = new BudgetWatch([new Budget(BudgetKind.Time, Limit.TotalSeconds, "s", static (_, elapsed) => elapsed.TotalSeconds)]);
        var request = new BudgetRequest(Joules: null, Grams: null, Cost: null, Limit, BudgetAction.Warn, Grace: TimeSpan.Zero);

        // Nothing is stopped where a budget only warns.
        _guard = new BudgetGuard(request, watch, stop: null!, static _ => { }, over: static () => false, gone: static () => false, note => _said.Add(note.Code), _wake, _time);
    }

    public void Dispose()
    {
        _guard.Dispose();
        _wake.Dispose();
    }

    [Fact]
    public void A_timer_that_comes_before_its_time_is_set_once_more()
    {
        Assert.Equal(Limit, _time.Due);
        _time.FireAt(Limit - TimeSpan.FromMilliseconds(3));
        Assert.True(_wake.Wait(TimeSpan.Zero));
        Assert.Null(Reached());
        Assert.InRange(_time.Due, TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(20));

        _time.FireAt(Limit + TimeSpan.FromMilliseconds(2));
        Assert.True(_wake.Wait(TimeSpan.Zero));
        Assert.Equal((Limit + TimeSpan.FromMilliseconds(2)).TotalSeconds, Reached());
        Assert.Equal(Timeout.InfiniteTimeSpan, _time.Due);
    }

    [Fact]
    public void However_often_it_comes_too_early()
    {
        for (int left = 12; left > 0; left--)
        {
            _time.FireAt(Limit - TimeSpan.FromMilliseconds(left));
            Assert.Null(Reached());
            Assert.NotEqual(Timeout.InfiniteTimeSpan, _time.Due);
        }

        _time.FireAt(Limit);
        Assert.Equal(10, Reached());
    }

    [Fact]
    public void One_that_comes_after_the_end_of_the_guard_wakes_nobody()
    {
        _guard.Dispose();
        _time.FireAt(Limit - TimeSpan.FromMilliseconds(3));
        Assert.False(_wake.Wait(TimeSpan.Zero));
        Assert.Equal(Timeout.InfiniteTimeSpan, _time.Due);
    }

    private double? Reached()
    {
        Assert.False(_guard.IsOver());
        RunBudget row = Assert.Single(_guard.Rows);
        Assert.Equal(row.ReachedAtS is null ? 0 : 1, _guard.Notes.Count);
        return row.ReachedAtS;
    }

    /// <summary>A clock with one timer, which comes when the test says so.</summary>
    private sealed class CoarseTimers : TimeProvider, ITimer
    {
        private TimerCallback? _callback;
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        internal TimeSpan Due { get; private set; }

        public override long GetTimestamp() => _now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.Null(_callback);
            (_callback, Due) = (callback, dueTime);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            Due = dueTime;
            return true;
        }

        public void Dispose() => Due = Timeout.InfiniteTimeSpan;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>The timer comes.</summary>
        internal void FireAt(TimeSpan moment)
        {
            (_now, Due) = (moment, Timeout.InfiniteTimeSpan);
            _callback!(null);
        }
    }
}
