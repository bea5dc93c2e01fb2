using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Accounting;

/// <summary>What a grid is like at one time.</summary>
/// <param name="Zone">The grid, as its source calls it.</param>
/// <param name="Intensity">Emissions per energy.</param>
/// <param name="Basis">What it counts.</param>
/// <param name="Source">A provider's name in the configuration, or ids of data/sources.csv.</param>
/// <param name="Live">Whether it is a live provider's; else it is the table's.</param>
public sealed record GridNow(string Zone, CarbonIntensity Intensity, GridBasis Basis, string Source, bool Live)
{
    /// <summary>What a live provider tells of an instant, else the table.</summary>
    /// <param name="factors">With the table's figure.</param>
    /// <param name="live">What a provider told; <c>null</c> for nothing. A marginal series is not of what a machine's energy emits, and is passed over.</param>
    /// <param name="at">The instant.</param>
    public static GridNow Of(ImpactFactors factors, GridSeries? live, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(factors);
        return live is { Kind: SignalKind.Average } && live.At(at) is { } point
            ? new(live.Zone, point.Intensity, live.Basis, live.Provider, Live: true)
            : new(factors.Grid.Zone, factors.Grid.Intensity, factors.Grid.Basis, factors.Grid.Source, Live: false);
    }
}
