using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Finds the place that a user named: by zone code, ISO 3166-1 alpha-3 code, name, or cloud region, in any case.</summary>
internal sealed class Gazetteer(ImpactTables tables)
{
    private readonly List<GridRow> _rows = [.. tables.Grid().DistinctBy(row => row.Zone)];
    private readonly List<CloudRegion> _regions = [.. tables.CloudRegions().Where(region => !region.IsAverage)];

    /// <summary>The one place that a text means, or what is wrong with it.</summary>
    public bool TryFind(string text, [NotNullWhen(true)] out Place? place, [NotNullWhen(false)] out Note? problem)
    {
        string typed = text.Trim();
        List<Place> found = Split(typed) is var (provider, name) ? InCloud(provider, name) : Named(typed);
        place = found.Count == 1 ? found[0] : null;
        problem = place is not null ? null : found.Count > 1 ? Problems.AmbiguousZone(typed, [.. found.Select(Meaning)]) : Unknown(typed);
        return place is not null;
    }

    private List<Place> InCloud(string provider, string name)
        => [.. _regions.Where(region => Same(region.Provider, provider) && Same(region.Region, name)).Select(At)];

    /// <summary>Codes come before names, so that no name can hide a code; a name may be that of several places.</summary>
    private List<Place> Named(string typed)
    {
        // "UK" is reserved in ISO 3166-1 for the United Kingdom, whose code is GB; no other country can get it.
        string code = Same(typed, "UK") ? "GB" : typed;
        GridRow? coded = _rows.Find(row => Same(row.Zone, code))
            ?? _rows.Find(row => !row.IsSubdivision && row.Iso3.Length > 0 && Same(row.Iso3, code));
        if (coded is not null) return [At(coded)];

        List<GridRow> named = _rows.FindAll(row => Same(row.Name, typed));
        if (named.Count == 0) named = _rows.FindAll(row => Same(row.ShortName, typed));
        List<Place> places = [.. named.Select(At), .. _regions.Where(region => Same(region.Region, typed)).Select(At)];
        return places.Count == 0 && Unlisted(typed) is { } part ? [part] : places;
    }

    /// <summary>A part of a country of which the tables know no parts. Where they know some, an unknown one is a mistake.</summary>
    private Place? Unlisted(string typed)
    {
        if (!ZoneCode.TryParse(typed, out ZoneCode zone) || !zone.IsSubdivision) return null;
        string country = zone.Country.Value;
        bool known = _rows.Exists(row => row.Zone == country) && !_rows.Exists(row => row.Zone.StartsWith(country + '-', StringComparison.Ordinal));
        return known ? new(zone, zone.Value, Region: null) : null;
    }

    private Note Unknown(string typed)
    {
        if (Split(typed) is not var (provider, name)) return Problems.UnknownZone(typed, Spelling.Closest(typed, Words()));
        List<CloudRegion> regions = _regions.FindAll(region => Same(region.Provider, provider));
        return regions.Count == 0
            ? Problems.UnknownProvider(provider, [.. _regions.Select(region => region.Provider).Distinct()])
            : Problems.UnknownRegion(regions[0].Provider, name, Spelling.Closest(name, regions.Select(region => (region.Region, Meaning(At(region))))));
    }

    private IEnumerable<(string Word, string Meaning)> Words()
    {
        foreach (GridRow row in _rows)
        {
            string meaning = Meaning(At(row));
            yield return (row.Zone, meaning);
            yield return (row.Name, meaning);
            yield return (row.ShortName, meaning);
        }

        foreach (CloudRegion region in _regions) yield return (region.Region, Meaning(At(region)));
    }

    private Place At(CloudRegion region) => new(Code(region.Zone), _rows.Find(row => row.Zone == region.Zone)?.Name ?? region.Zone, region);

    private static Place At(GridRow row) => new(Code(row.Zone), row.Name, Region: null);

    private static string Meaning(Place place) => place.Region is { } region ? $"`{region.Key}` ({region.Location})" : place.InWords;

    private static ZoneCode Code(string zone)
        => ZoneCode.TryParse(zone, out ZoneCode code) ? code : throw new FormatException($"`{zone}` in the tables is no zone code");

    /// <summary><c>aws:eu-central-1</c> or <c>aws/eu-central-1</c>; <c>null</c> for what is no provider's region.</summary>
    private static (string Provider, string Name)? Split(string typed)
        => typed.AsSpan().IndexOfAny(':', '/') is >= 0 and var cut ? (typed[..cut].Trim(), typed[(cut + 1)..].Trim()) : null;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
