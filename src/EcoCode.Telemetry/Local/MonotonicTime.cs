namespace EcoCode.Telemetry.Local;

/// <summary>Moments as clients tell them, nanoseconds of CLOCK_MONOTONIC, and as time stamps of a clock.</summary>
/// <remarks>The system's clock counts just those nanoseconds on Linux; a test says so.</remarks>
public static class MonotonicTime
{
    private const long Second = 1_000_000_000;

    public static long Nanoseconds(long timestamp, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.TimestampFrequency == Second ? timestamp : (long)((Int128)timestamp * Second / time.TimestampFrequency);
    }

    public static long Timestamp(long nanoseconds, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.TimestampFrequency == Second ? nanoseconds : (long)((Int128)nanoseconds * time.TimestampFrequency / Second);
    }
}
