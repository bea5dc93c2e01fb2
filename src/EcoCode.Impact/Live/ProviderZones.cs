namespace EcoCode.Impact.Live;

/// <summary>What providers call the zones that users name.</summary>
public sealed class ProviderZones
{
    private readonly ImpactTables _tables;

    private ProviderZones(ImpactTables tables) => _tables = tables;

    /// <summary>Those of the table that ships with EcoCode, which is read when it is needed.</summary>
    public static ProviderZones Shipped { get; } = new(ImpactTables.Shipped);

    /// <summary>The zone as a provider calls it. Providers whose zones are countries get the code of one that was named, and of a cloud region the grid that feeds it.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="zone">As users write it: <c>DE</c>, <c>Germany</c>, <c>aws:eu-central-1</c>, or as the provider calls it.</param>
    public string Translate(string provider, string zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (provider is not ("electricity-maps" or "neso") || !new Gazetteer(_tables).TryFind(zone, out Place? place, out _)) return zone;
        return place.Region is { GridZone: { Length: > 0 } grid } ? grid : place.Zone.Value;
    }
}
