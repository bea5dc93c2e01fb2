namespace EcoCode.Telemetry.Local;

/// <summary>Moments as clients tell them, nanoseconds of CLOCK_MONOTONIC, and as time stamps of a clock.</summary>
/// <remarks>The system's clock counts just those nanoseconds on Linux; a test says so.</remarks>
public static class MonotonicTime
{
    private const long Second = 1_000_000_000;

    public static long Nanoseconds(long timestamp, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.TimestampFrequency == Second ? timestamp : Scaled(timestamp, Second, time.TimestampFrequency);
    }

    public static long Timestamp(long nanoseconds, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.TimestampFrequency == Second ? nanoseconds : Scaled(nanoseconds, time.TimestampFrequency, Second);
    }

    /// <summary>Apart: whatever names an Int128 is compiled only when it is called.</summary>
    private static long Scaled(long value, long by, long over) => (long)((Int128)value * by / over);
}
