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

    private static GridFigure? Find(ImpactTables tables, Place place, GridBasis basis, List<Note> notes)
    {
        if (basis == GridBasis.Direct && place.Region is { GramsPerKilowattHour: { } published, IntensityYear: { } year } region)
        {
            return new(region.Key, region.Location, new(published), GridBasis.Direct, year, region.Source);
        }

        List<GridFigure> figures = [.. tables.Grid().Select(row => row.Figure)];
        foreach (ZoneCode zone in place.Zone.Widening)
        {
            if (figures.Find(figure => figure.Zone == zone.Value && figure.Basis == basis) is not { } found) continue;
            if (zone != place.Zone) notes.Add(Assumptions.WiderGrid(place, found, OtherBasis(figures, place, basis)));
            return found;
        }

        return null;
    }

    private static GridBasis? OtherBasis(List<GridFigure> figures, Place place, GridBasis basis)
        => figures.Find(figure => figure.Zone == place.Zone.Value && figure.Basis != basis)?.Basis;
}
