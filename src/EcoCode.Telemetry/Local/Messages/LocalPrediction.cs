namespace EcoCode.Telemetry.Local.Messages;

/// <summary>What the run will have used when it is done.</summary>
public sealed record LocalPrediction
{
    public required double EnergyJ { get; init; }

    /// <summary>Lower end of the interval that holds it with a probability of 95 %.</summary>
    public required double LowJ { get; init; }

    public required double HighJ { get; init; }

    public required double Co2eG { get; init; }

    public LocalCost? Cost { get; init; }

    public required double DurationS { get; init; }

    public required double LeftS { get; init; }

    public required double Done { get; init; }

    public required double Total { get; init; }

    public string? Unit { get; init; }
}
