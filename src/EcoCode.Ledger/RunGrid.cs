using System.Text.Json.Serialization;

namespace EcoCode.Ledger;

/// <summary>The grid figure that was used.</summary>
/// <param name="Zone">Zone code (DE, US-CA, WORLD).</param>
/// <param name="GPerKwh">gCO2e per kWh: of a figure that changed while the run lasted, its mean over the energy.</param>
/// <param name="Basis"><c>lifecycle</c> or <c>direct</c>.</param>
/// <param name="Source">Id of the source in data/sources.csv, or name of the live provider; several are separated by spaces.</param>
/// <param name="Year">Year of the figure.</param>
public sealed record RunGrid(string Zone, double GPerKwh, string Basis, string Source, int Year)
{
    /// <summary>What the figure is made of where a live provider told some or all of it, largest part first; else empty.</summary>
    public IReadOnlyList<RunGridPart> Parts { get; init => field = value ?? []; } = [];

    /// <summary>How much of the energy is judged by what a live provider told, 0 to 1.</summary>
    [JsonIgnore]
    public double LiveShare => Parts.Where(part => part.Live).Sum(part => part.Share);
}
