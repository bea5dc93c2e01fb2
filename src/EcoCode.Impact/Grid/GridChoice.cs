using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Which grid figure stands for a place.</summary>
internal static class GridChoice
{
    /// <summary>
    /// The place's own figure, else that of the country, else the world's: always on the basis asked for. Fails when that basis has
    /// none of them (the world has no direct figure).
    /// </summary>
    public static bool TryFind(
        ImpactTables tables, Place place, GridBasis basis, List<Note> notes, [NotNullWhen(true)] out GridFigure? figure, [NotNullWhen(false)] out Note? problem)
    {
        figure = Find(tables, place, basis, notes);
        problem = figure is null ? Problems.NoFigure(place, basis) : null;
        return figure is not null;
    }

    /// <summary>The figure that the provider of a cloud region publishes for it, which is a direct one.</summary>
    public static GridFigure? Own(CloudRegion region, GridBasis basis)
        => basis == GridBasis.Direct && region is { GramsPerKilowattHour: { } published, IntensityYear: { } year }
            ? new(region.Key, region.Location, new(published), GridBasis.Direct, year, region.Source)
            : null;

    private static GridFigure? Find(ImpactTables tables, Place place, GridBasis basis, List<Note> notes)
    {
        if (place.Region is { } region && Own(region, basis) is { } published) return published;

        foreach (ZoneCode zone in place.Zone.Widening)
        {
            if (Row(tables, zone, basis) is not { } found) continue;
            if (zone != place.Zone) notes.Add(Assumptions.WiderGrid(place, found, Row(tables, place.Zone, Other(basis))?.Basis));
            return found;
        }

        return null;
    }

    private static GridFigure? Row(ImpactTables tables, ZoneCode zone, GridBasis basis)
        => tables.Grid().FirstOrDefault(row => row.Zone == zone.Value && row.Figure.Basis == basis)?.Figure;

    private static GridBasis Other(GridBasis basis) => basis == GridBasis.Direct ? GridBasis.Lifecycle : GridBasis.Direct;
}
