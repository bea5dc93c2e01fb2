using System.Text.Json.Serialization;
using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>The tree's energy.</summary>
public sealed record RunTotal
{
    /// <summary>Energy of the tree, IT only: PUE is never in it.</summary>
    public required Energy EnergyJ { get; init; }

    /// <summary>The same, kWh.</summary>
    public required double EnergyKwh { get; init; }

    /// <summary>Half-width of the uncertainty, J; not a number when unknown.</summary>
    public required double BandJ { get; init; }

    /// <summary>Energy over wall time, W; 0 for a run without duration.</summary>
    public required double MeanPowerW { get; init; }

    /// <summary>Highest power of the tree over one sample, W.</summary>
    public required double PeakPowerW { get; init; }

    /// <summary>How the energy was got, by fractions.</summary>
    public required ProvenanceShares Provenance { get; init; }

    /// <summary>Components of which nothing is known for some or all of the time; the total lacks them.</summary>
    [JsonRequired]
    public IReadOnlyList<MissingComponent> Missing { get; init; } = [];
}
