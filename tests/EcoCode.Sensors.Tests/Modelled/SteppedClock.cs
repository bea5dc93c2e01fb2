namespace EcoCode.Sensors.Tests.Modelled;

/// <summary>A clock that moves only when the test moves it.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long _ticks = 1_000;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    internal void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
