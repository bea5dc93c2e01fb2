using System.Text.Json.Serialization;
using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>The tree's energy.</summary>
public sealed record RunTotal
{
    public required Energy EnergyJ { get; init; }

    public required double EnergyKwh { get; init; }

    /// <summary>Half-width of the uncertainty, J; not a number when unknown.</summary>
    public required double BandJ { get; init; }

    public required double MeanPowerW { get; init; }

    /// <summary>Highest power of the tree over one sample, W.</summary>
    public required double PeakPowerW { get; init; }

    public required ProvenanceShares Provenance { get; init; }

    /// <summary>Components of which nothing is known for some or all of the time; the total lacks them.</summary>
    [JsonRequired]
    public IReadOnlyList<MissingComponent> Missing { get; init; } = [];
}
