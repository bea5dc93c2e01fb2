namespace EcoCode.Scripted;

/// <summary>A clock that moves only when a test says so, in steps of 100 ns.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks = 1_000_000_000;
    private DateTimeOffset _wall = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => _wall;

    /// <summary>Lets time pass.</summary>
    internal void Pass(TimeSpan span)
    {
        _ticks += span.Ticks;
        _wall += span;
    }

    /// <summary>Lets time pass that only the wall clock knows of: the machine sleeps, or someone sets the clock.</summary>
    internal void SetWallClock(TimeSpan by) => _wall += by;
}
