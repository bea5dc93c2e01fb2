using System.Text.Json.Serialization;
using EcoCode.Ledger;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Local.Messages;

/// <summary>What a window, or the whole run, amounts to.</summary>
public sealed record LocalResult
{
    /// <summary>The window's number; <c>null</c> of the whole run.</summary>
    public int? Window { get; init; }

    /// <summary>The run's id in the ledger, of the whole run only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunId { get; init; }

    public required string Name { get; init; }

    /// <summary>By CLOCK_MONOTONIC, as all moments.</summary>
    public required long BeginNs { get; init; }

    public required long EndNs { get; init; }

    public required double DurationS { get; init; }

    /// <summary>The part of the window before measuring began, which is in no other figure.</summary>
    public required double UnmeasuredS { get; init; }

    public required Energy EnergyJ { get; init; }

    /// <summary>Half-width of the uncertainty, J.</summary>
    public required double BandJ { get; init; }

    public required double MeanPowerW { get; init; }

    /// <summary>The part of the process that asks and of all that descends from it; <c>null</c> where that is not of the tree.</summary>
    public Energy? OwnEnergyJ { get; init; }

    public required ProvenanceShares Provenance { get; init; }

    public required IReadOnlyList<RunComponent> Components { get; init; }

    public required RunImpact Impact { get; init; }

    public required IReadOnlyList<LocalBudget> Budgets { get; init; }

    public LocalPrediction? Prediction { get; init; }

    /// <summary>Figures of the program's own, of the whole run so far; left out where it told none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, LocalMetric>? Metrics { get; init; }

    public required IReadOnlyList<Note> Warnings { get; init; }
}
