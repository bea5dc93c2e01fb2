using EcoCode.Quantities;

namespace EcoCode.Impact.Planning;

/// <summary>What is to be planned.</summary>
public sealed record PlanRequest
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>The earliest start.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long it takes; above 0.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When it must have ended.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The latest start. A plan is to the minute, so what comes a few seconds late of what was typed a moment ago is started at once.</summary>
    internal DateTimeOffset Latest => Deadline - Duration is var latest && latest < Now && Now - latest < Slack ? Now : latest;

    /// <summary>The first whole minute that is not before <see cref="Now"/>.</summary>
    public DateTimeOffset WholeMinute => Now.AddTicks((TimeSpan.TicksPerMinute - (Now.UtcTicks % TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerMinute);

    public PlanGoal Goal { get; init; } = PlanGoal.Carbon;

    /// <summary>Mean power of the computers; null when not known: then the figures are those of 1 kWh.</summary>
    public Power? Power { get; init; }
}
