namespace EcoCode.Impact.Planning;

/// <summary>What a plan makes least of.</summary>
public enum PlanGoal
{
    Carbon,
    Cost,
    Water,
}
