using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>A part of an energy, and the intensity that was applied to it.</summary>
public sealed record GridPart
{
    /// <summary>Who tells the intensity: a provider's name in the configuration, or ids of data/sources.csv.</summary>
    public required string Source { get; init; }

    /// <summary>Whether it is a live provider's; else it is the table's.</summary>
    public required bool Live { get; init; }

    /// <summary>The grid, as its source calls it.</summary>
    public required string Zone { get; init; }

    /// <summary>Mean over this part.</summary>
    public required CarbonIntensity Intensity { get; init; }

    public required GridBasis Basis { get; init; }

    /// <summary>How much of the energy it is, 0 to 1.</summary>
    public required double Share { get; init; }

    /// <summary>How much of this part the provider calls an estimate, 0 to 1; 0 for a table's.</summary>
    public double EstimatedShare { get; init; }

    /// <summary>When the provider was asked; null for a table's.</summary>
    public DateTimeOffset? Retrieved { get; init; }

    /// <summary>The year that a table's figure describes; null for a provider's.</summary>
    public int? Year { get; init; }
}
