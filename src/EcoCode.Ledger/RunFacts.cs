using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>What is known of a run beside its figures.</summary>
public sealed record RunFacts
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Project { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public required string Program { get; init; }

    /// <summary><c>run</c>, <c>monitor</c> or <c>sidecar</c>.</summary>
    public required string Kind { get; init; }

    public required string Host { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Time between samples that was asked for.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The command's exit code, 0 to 255; <c>null</c> when a signal ended it, and for <c>monitor</c>.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Name of the signal that ended the command, or <c>null</c>.</summary>
    public string? Signal { get; init; }

    /// <summary>Whether EcoCode was told to stop by a signal.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Limits that the run was to keep to.</summary>
    public IReadOnlyList<RunBudget> Budgets { get; init; } = [];

    /// <summary>What was foretold of the run; <c>null</c> where its progress was not followed.</summary>
    public RunPrediction? Prediction { get; init; }

    /// <summary>Highest resident memory of EcoCode, bytes.</summary>
    public required long PeakResidentBytes { get; init; }

    /// <summary>Whether process scans were made rarer than asked.</summary>
    public required bool Stretched { get; init; }

    /// <summary>What must be said beside what the figures themselves give cause to.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }
}
