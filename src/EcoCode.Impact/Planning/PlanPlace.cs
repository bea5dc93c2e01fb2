namespace EcoCode.Impact.Planning;

/// <summary>A place where something could run, and what a kWh of facility energy comes to there as time goes by.</summary>
public sealed record PlanPlace
{
    /// <summary>The zone, as the user calls it.</summary>
    public required string Zone { get; init; }

    /// <summary>g per kWh; null when not known.</summary>
    public RateCourse? Carbon { get; init; }

    /// <summary>Money per kWh in <see cref="Currency"/>; null when not known.</summary>
    public RateCourse? Cost { get; init; }

    /// <summary>ISO 4217 code; null without <see cref="Cost"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>Litres per kWh; null when not known.</summary>
    public RateCourse? Water { get; init; }

    /// <summary>Facility energy per IT energy; 1 or more.</summary>
    public double Pue { get; init; } = 1;

    /// <summary>The course of what a plan makes least of; null when not known.</summary>
    public RateCourse? Of(PlanGoal goal) => goal switch
    {
        PlanGoal.Cost => Cost,
        PlanGoal.Water => Water,
        _ => Carbon,
    };
}
