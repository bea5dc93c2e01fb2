using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>How much water an energy costs, at one place.</summary>
/// <param name="Place">Of what: a zone code for a grid's water; a cloud region, or a provider's fleet, for a data centre's.</param>
/// <param name="Intensity">Litres consumed per kWh: of facility energy for a grid, of IT energy for a data centre (WUE).</param>
/// <param name="Year">The year it describes.</param>
/// <param name="Source">Ids of data/sources.csv, separated by spaces.</param>
public sealed record WaterFigure(string Place, WaterIntensity Intensity, int Year, string Source);
