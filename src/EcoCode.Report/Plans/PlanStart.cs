using EcoCode.Quantities;

namespace EcoCode.Report.Plans;

/// <summary>A start, and what it comes to. What is not known is <c>null</c>.</summary>
public sealed record PlanStart
{
    public required string Zone { get; init; }

    /// <summary>In the time zone it is to be shown in.</summary>
    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>Mean of the grid over that time.</summary>
    public CarbonIntensity? Intensity { get; init; }

    public Carbon? Carbon { get; init; }

    public Money? Cost { get; init; }

    public Water? Water { get; init; }
}
