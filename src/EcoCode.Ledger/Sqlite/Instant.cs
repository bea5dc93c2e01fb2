namespace EcoCode.Ledger.Sqlite;

/// <summary>Times as the ledger has them: µs since 1970.</summary>
internal static class Instant
{
    internal static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A time as a clock showed it.</summary>
    /// <param name="microseconds">µs since 1970.</param>
    /// <param name="zone">How far that clock was ahead of UTC, min.</param>
    internal static DateTimeOffset From(long microseconds, long zone)
        => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).ToOffset(TimeSpan.FromMinutes(zone));
}
