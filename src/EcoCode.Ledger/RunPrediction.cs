namespace EcoCode.Ledger;

/// <summary>What was foretold of a run from its progress, and how wrong that was.</summary>
public sealed record RunPrediction
{
    /// <summary>Where progress was read: <c>stderr</c>, <c>file</c>, or <c>program</c>: what it told over the local API.</summary>
    public required string Source { get; init; }

    /// <summary>Steps that were done when the run ended, as the program counts; 0 when none was seen.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps that it counted to; 0 when none was seen.</summary>
    public required long Of { get; init; }

    /// <summary>How often its counter has run: 2 where it began again once.</summary>
    public required int Passes { get; init; }

    /// <summary>The first sound forecast; <c>null</c> when there was none.</summary>
    public RunForecast? First { get; init; }

    /// <summary>By how much of the truth the forecast's energy was too large, or, negative, too small; <c>null</c> without one.</summary>
    public double? EnergyErrorRatio { get; init; }

    /// <summary>The same of its time.</summary>
    public double? DurationErrorRatio { get; init; }
}
