namespace EcoCode.Agent.Sampling;

/// <summary>How ticks have come so far.</summary>
public readonly record struct Pace
{
    /// <summary>Ticks so far.</summary>
    public long Ticks { get; init; }

    /// <summary>Those that came more than half an interval late.</summary>
    public long Late { get; init; }

    /// <summary>Time between ticks as it was planned last: longer than asked for where they would cost too much.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Time since the last tick.</summary>
    public TimeSpan Since { get; init; }

    /// <summary>CPU time of the sampler over time, a running mean over some ten ticks: 0.01 is 1 % of a core.</summary>
    public double Overhead { get; init; }
}
