namespace EcoCode.Ledger;

/// <summary>What a run was expected to use in all, from the steps that it had done. Intervals are of 95 %.</summary>
public sealed record RunForecast
{
    /// <summary>When it was made, s after the start.</summary>
    public required double AtS { get; init; }

    public required long Step { get; init; }

    public required long Of { get; init; }

    /// <summary>Steps at the begin that were left out, for they were unlike those after them.</summary>
    public required long WarmUpSteps { get; init; }

    public required double EnergyJ { get; init; }

    public required double EnergyLowJ { get; init; }

    public required double EnergyHighJ { get; init; }

    public required double DurationS { get; init; }

    public required double DurationLowS { get; init; }

    public required double DurationHighS { get; init; }

    /// <summary>Emissions of the expected energy, g CO2e.</summary>
    public required double Co2eG { get; init; }

    /// <summary>Its cost; <c>null</c> when no price is known.</summary>
    public double? Cost { get; init; }

    public string? Currency { get; init; }
}
