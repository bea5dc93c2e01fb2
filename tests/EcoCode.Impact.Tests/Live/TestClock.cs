namespace EcoCode.Impact.Tests.Live;

/// <summary>A clock that a test moves. Pauses of a few seconds pass by themselves, at once; what is longer waits for the test.</summary>
internal sealed class TestClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 11, 21, 19, 12, 0, TimeSpan.Zero);

    /// <summary>The pauses that passed by themselves.</summary>
    internal List<TimeSpan> Pauses { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Lets time pass, and rings what is due.</summary>
    internal void Advance(TimeSpan span)
    {
        Alarm[] due;
        lock (_lock)
        {
            _now += span;
            due = [.. _alarms.Where(alarm => alarm.Due <= _now)];
            _alarms.RemoveAll(alarm => alarm.Due <= _now);
        }

        foreach (Alarm alarm in due) alarm.Ring();
    }

    private sealed class Alarm(TestClock clock, Action ring) : ITimer
    {
        internal DateTimeOffset Due { get; private set; }

        internal Action Ring => ring;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool passes;
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                passes = dueTime >= TimeSpan.Zero && dueTime <= LongestPause;
                if (passes) clock.Pauses.Add(dueTime);
                else if (dueTime > TimeSpan.Zero)
                {
                    Due = clock._now + dueTime;
                    clock._alarms.Add(this);
                }
            }

            if (!passes) return true;
            clock.Advance(dueTime);

            // Not from within the call, which the one who waits is not ready for.
            _ = Task.Run(ring);
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock) clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
