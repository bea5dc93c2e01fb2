namespace EcoCode.Ledger.Store;

/// <summary>A run as the ledger has it.</summary>
public sealed record StoredRun
{
    /// <summary>The record. Of an interrupted run it is made of what had been saved.</summary>
    public required RunRecord Record { get; init; }

    public required RunState State { get; init; }

    /// <summary>The command and its arguments; null unless <c>--record-command</c> was given.</summary>
    public string? CommandLine { get; init; }

    /// <summary>The columns of the samples.</summary>
    public required IReadOnlyList<RunPart> Parts { get; init; }

    /// <summary>The course of the run, oldest first.</summary>
    public required IReadOnlyList<RunSample> Samples { get; init; }
}
