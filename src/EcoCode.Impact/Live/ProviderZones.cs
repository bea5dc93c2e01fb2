namespace EcoCode.Impact.Live;

/// <summary>What providers call the cloud regions of data/cloud-regions.csv.</summary>
public sealed class ProviderZones
{
    private readonly ImpactTables _tables;

    private ProviderZones(ImpactTables tables) => _tables = tables;

    /// <summary>Those of the table that ships with EcoCode, which is read when it is needed.</summary>
    public static ProviderZones Shipped { get; } = new(ImpactTables.Shipped);

    /// <summary>The zone as a provider calls it: of a cloud region the grid zone it is in; any other as it is.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="zone">As users write it: <c>DE</c>, <c>aws:eu-central-1</c>.</param>
    public string Translate(string provider, string zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (provider is not ("electricity-maps" or "neso") || zone.AsSpan().IndexOfAny(':', '/') < 0) return zone;
        CloudRegion? region = _tables.CloudRegions().FirstOrDefault(region => region.Key.Equals(zone.Replace('/', ':'), StringComparison.OrdinalIgnoreCase));
        return region?.GridZone is { Length: > 0 } known ? known : zone;
    }
}
