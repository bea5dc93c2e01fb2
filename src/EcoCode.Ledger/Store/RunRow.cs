using EcoCode.Quantities;

namespace EcoCode.Ledger.Store;

/// <summary>A run in a list: what is found without opening its record.</summary>
public sealed record RunRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Project { get; init; }

    public required string Host { get; init; }

    public required string Kind { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Wall time, s.</summary>
    public required double DurationS { get; init; }

    public int? ExitCode { get; init; }

    public string? Signal { get; init; }

    public required Energy EnergyJ { get; init; }

    /// <summary>Operational CO2e, g.</summary>
    public required double Co2eG { get; init; }

    /// <summary>Cost of the electricity; null without a tariff.</summary>
    public RunCost? Cost { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
