namespace EcoCode.Impact;

/// <summary>A row of data/cloud-regions.csv: where a provider's region is, and what its data centres need.</summary>
/// <remarks>
/// A row whose region is <see cref="Any"/> is the average of a fleet and has no zone. The grid figure is one that the provider publishes,
/// direct basis. The grid zone is what Electricity Maps calls the grid it is fed by, empty where that is not known. WUE is litres on site per kWh of IT energy. What is <c>null</c> is not known.
/// </remarks>
internal sealed record CloudRegion(
    string Provider,
    string Region,
    string Location,
    string Zone,
    string GridZone,
    double? GramsPerKilowattHour,
    int? IntensityYear,
    double? Pue,
    int? PueYear,
    double? Wue,
    int? WueYear,
    string Source)
{
    /// <summary>As a region: the average of a provider's fleet. As a provider too: of all data centres.</summary>
    public const string Any = "*";

    /// <summary>As users write it: <c>aws:eu-central-1</c>.</summary>
    public string Key => $"{Provider}:{Region}";

    public bool IsAverage => Region == Any;
}
