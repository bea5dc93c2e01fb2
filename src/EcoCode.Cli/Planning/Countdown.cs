namespace EcoCode.Cli.Planning;

/// <summary>Waits for a time of the wall clock, which goes on while the machine is suspended and may be set: it is looked at again and again.</summary>
/// <param name="time">The clock.</param>
/// <param name="pause">Waits so long, and gives true where it was told to end.</param>
/// <param name="show">Shows how long is left; what it gives is how soon it wants to show again.</param>
internal sealed class Countdown(TimeProvider time, Func<TimeSpan, bool> pause, Func<TimeSpan, TimeSpan> show)
{
    /// <summary>A timer stands still while the machine is suspended, so after that a wait is late by at most this.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Waits.</summary>
    /// <param name="instant">Until when.</param>
    /// <returns>False where it was told to end before.</returns>
    internal bool Until(DateTimeOffset instant)
    {
        for (TimeSpan left = instant - time.GetUtcNow(); left > TimeSpan.Zero; left = instant - time.GetUtcNow())
        {
            TimeSpan next = show(left);
            if (next > LongestPause) next = LongestPause;
            if (pause(left < next ? left : next)) return false;
        }

        return true;
    }
}
