namespace EcoCode.Sensors.Tests.Rapl;

/// <summary>A clock that goes when the test says so, and by a fixed step at each look when told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks;

    /// <summary>What passes at each look.</summary>
    public TimeSpan EachLook { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks += EachLook.Ticks;

    public void Advance(TimeSpan by) => _ticks += by.Ticks;
}
