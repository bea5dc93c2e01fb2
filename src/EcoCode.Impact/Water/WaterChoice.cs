using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Which water figures stand for a place.</summary>
internal static class WaterChoice
{
    /// <summary>WUE of the cloud region or its provider's fleet; <c>null</c> for any other machine, of whose cooling nothing is known.</summary>
    public static WaterFigure? OnSite(ImpactTables tables, Place place)
    {
        if (place.Region is not { } region) return null;
        return DataCentre.Figures(tables, region).FirstOrDefault(row => row.Wue is not null) is { Wue: { } litres, WueYear: { } year } found
            ? new(found.Key, new(litres), year, found.Source)
            : null;
    }

    /// <summary>Water of the grid: of the zone, else of its country, else of the world with a note.</summary>
    public static WaterFigure? OffSite(ImpactTables tables, Place place, List<Note> notes)
    {
        foreach (ZoneCode zone in place.Zone.Widening)
        {
            if (tables.GridWater().FirstOrDefault(figure => figure.Place == zone.Value) is not { } found) continue;
            if (zone == ZoneCode.World && place.Zone != zone) notes.Add(Assumptions.WorldWater(place));
            return found;
        }

        return null;
    }
}
