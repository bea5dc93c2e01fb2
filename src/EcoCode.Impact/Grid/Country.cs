namespace EcoCode.Impact;

/// <summary>A country, as other programs name it.</summary>
/// <param name="Name">Its name in English.</param>
/// <param name="Iso3">ISO 3166-1 alpha-3.</param>
public sealed record Country(string Name, string Iso3)
{
    private static readonly Lazy<Dictionary<string, Country>> All = new(Read);

    /// <summary>The country that a zone is or lies in; null for the world and other zones that are no country's.</summary>
    /// <param name="zone">A zone code, such as <c>DE</c> or <c>US-CA</c>.</param>
    public static Country? Of(string zone) => ZoneCode.TryParse(zone, out ZoneCode code) ? All.Value.GetValueOrDefault(code.Country.Value) : null;

    private static Dictionary<string, Country> Read()
        => ImpactTables.Shipped.Grid().Where(row => !row.IsSubdivision && row.Iso3.Length > 0).DistinctBy(row => row.Zone)
            .ToDictionary(row => row.Zone, row => new Country(row.Name, row.Iso3));
}
