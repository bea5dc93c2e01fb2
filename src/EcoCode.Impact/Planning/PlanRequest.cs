using EcoCode.Quantities;

namespace EcoCode.Impact.Planning;

/// <summary>What is to be planned.</summary>
public sealed record PlanRequest
{
    /// <summary>The earliest start.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long it takes; above 0.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When it must have ended.</summary>
    public required DateTimeOffset Deadline { get; init; }

    public PlanGoal Goal { get; init; } = PlanGoal.Carbon;

    /// <summary>Mean power of the computers; null when not known: then the figures are those of 1 kWh.</summary>
    public Power? Power { get; init; }
}
