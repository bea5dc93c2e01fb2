namespace EcoCode.Telemetry.Local;

/// <summary>Events that a client wants.</summary>
/// <param name="number">Its number.</param>
/// <param name="topic">Which events.</param>
/// <param name="interval">Least time between two.</param>
internal sealed class Subscription(int number, string topic, TimeSpan interval)
{
    internal int Number => number;

    internal string Topic => topic;

    /// <summary>The next event comes at this time or later.</summary>
    internal TimeSpan Due { get; private set; }

    /// <summary>One was sent. Ticks come a little early or late: what is due before half of the interval has passed again goes by the plan.</summary>
    internal void Advance(TimeSpan now) => Due = now - Due < interval / 2 ? Due + interval : now + (interval * 0.95);
}
