using System.Text.Json.Serialization;
using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>All that is kept of one measured run: what JSON carries, summaries show and, later, the ledger stores.</summary>
/// <remarks>Figures only; how they were computed is Metering's and Impact's. Schema: <c>docs/schema/ecocode.run.1.json</c>.</remarks>
public sealed record RunRecord
{
    /// <summary>Name and version of this form.</summary>
    public const string SchemaName = "ecocode.run/1";

    [JsonRequired]
    public string Schema { get; init; } = SchemaName;

    public required RunIdentity Run { get; init; }

    public required RunTotal Total { get; init; }

    /// <summary>The tree's parts by component and device; their energies sum to the total.</summary>
    public required IReadOnlyList<RunComponent> Components { get; init; }

    public required RunMachine Machine { get; init; }

    /// <summary>The tree's processes, most energy first; their own energies sum to the total.</summary>
    public required IReadOnlyList<RunProcess> Processes { get; init; }

    /// <summary>Named windows of the run, in order of their start; they may nest and overlap.</summary>
    [JsonRequired]
    public IReadOnlyList<RunPhase> Phases { get; init; } = [];

    /// <summary>What the steps took that the program told of; empty where it told of none, and in older records.</summary>
    public IReadOnlyList<RunSteps> Steps { get; init => field = value ?? []; } = [];

    /// <summary>Figures that the program told of itself; empty where it told none, and in older records.</summary>
    public IReadOnlyList<RunMetric> Metrics { get; init => field = value ?? []; } = [];

    public required RunHistory History { get; init; }

    public required RunImpact Impact { get; init; }

    /// <summary>Limits that the run was to keep to, in the order in which they were given.</summary>
    public IReadOnlyList<RunBudget> Budgets { get; init; } = [];

    /// <summary>What was foretold of the run while it went on; <c>null</c> where its progress was not followed.</summary>
    public RunPrediction? Prediction { get; init; }

    public required RunSelf Self { get; init; }

    /// <summary>What the reader of the figures must know.</summary>
    public required IReadOnlyList<Note> Warnings { get; init; }
}
