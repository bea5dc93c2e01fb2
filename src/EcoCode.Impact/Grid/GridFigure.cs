using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>The carbon figure of one grid.</summary>
/// <param name="Zone">
/// Of which grid: a zone code (<c>DE</c>, <c>WORLD</c>), or a cloud region (<c>gcp:europe-west3</c>) whose provider publishes its own.
/// </param>
/// <param name="Name">The place in words.</param>
/// <param name="Intensity">Emissions per energy generated; losses in transmission are not in it.</param>
/// <param name="Basis">What it counts.</param>
/// <param name="Year">The year it describes.</param>
/// <param name="Source">Ids of data/sources.csv, separated by spaces.</param>
public sealed record GridFigure(string Zone, string Name, CarbonIntensity Intensity, GridBasis Basis, int Year, string Source);
