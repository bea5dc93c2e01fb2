using EcoCode.Quantities;

namespace EcoCode.Agent.Local.Messages;

/// <summary>What a window of a tree amounts to; the keys are those of a run's windows.</summary>
internal sealed record TreeResult
{
    public required int Window { get; init; }

    public required string Name { get; init; }

    /// <summary>By CLOCK_MONOTONIC, ns.</summary>
    public required long BeginNs { get; init; }

    public required long EndNs { get; init; }

    public required double DurationS { get; init; }

    /// <summary>The part of it before the agent followed the process.</summary>
    public required double UnmeasuredS { get; init; }

    public required Energy EnergyJ { get; init; }

    public required double BandJ { get; init; }

    public required double MeanPowerW { get; init; }

    /// <summary>The same as <see cref="EnergyJ"/>: an agent's windows are of the tree of who asks.</summary>
    public required Energy OwnEnergyJ { get; init; }

    public required TreeShares Provenance { get; init; }

    public required IReadOnlyList<TreeComponent> Components { get; init; }

    public required TreeImpact Impact { get; init; }

    /// <summary>None: an agent has no budgets.</summary>
    public IReadOnlyList<string> Budgets { get; init; } = [];

    /// <summary>None: an agent does not know how far a process is.</summary>
    public string? Prediction { get; init; }

    /// <summary>None.</summary>
    public IReadOnlyList<Note> Warnings { get; init; } = [];
}
