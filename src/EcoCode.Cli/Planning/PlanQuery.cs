using EcoCode.Cli.Grid;
using EcoCode.Impact;
using EcoCode.Impact.Planning;
using EcoCode.Quantities;

namespace EcoCode.Cli.Planning;

/// <summary>What is to be planned, as it was said.</summary>
internal sealed record PlanQuery
{
    /// <summary>Zones as typed; none stands for the world.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>By what an energy is judged; its zone is not looked at.</summary>
    public required ImpactRequest Impact { get; init; }

    public required GridRequest Grid { get; init; }

    public required PlanGoal Goal { get; init; }

    public required TimeSpan Duration { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    public Power? Power { get; init; }
}
