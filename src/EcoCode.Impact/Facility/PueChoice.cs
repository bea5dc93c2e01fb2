using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Which PUE applies: the one given; else that of the cloud region, its provider or any data centre; else none, which is 1.</summary>
internal static class PueChoice
{
    /// <summary>Beyond this a number is a slip (a percentage, a misplaced point): no data centre in the table is above 1.6.</summary>
    private const double Highest = 10;

    /// <summary>
    /// The survey average of 1.56 is of data centres. Where none was named there is a laptop, a desktop, a server in a room: nothing is
    /// known to draw power for it.
    /// </summary>
    private static readonly PueFigure Unhoused = new(1, "no data centre named: facility energy is IT energy", "assumed", Year: null);

    public static bool TryFind(
        ImpactTables tables, Place place, double? given, List<Note> notes, [NotNullWhen(true)] out PueFigure? figure, [NotNullWhen(false)] out Note? problem)
    {
        // "Is not in the range" rather than "is below or above it": not-a-number is neither.
        problem = given is { } value && value is not (>= 1 and <= Highest) ? Problems.PueOutOfRange(value) : null;
        figure = problem is not null ? null
            : given is { } known ? new(known, "given", "given", Year: null)
            : place.Region is { } region ? OfRegion(tables, region, notes)
            : Unhoused;
        return problem is null && figure is not null;
    }

    private static PueFigure OfRegion(ImpactTables tables, CloudRegion region, List<Note> notes)
    {
        CloudRegion found = DataCentre.Figures(tables, region).First(row => row.Pue is not null);
        double pue = found.Pue.GetValueOrDefault();
        if (found.Provider == CloudRegion.Any) notes.Add(Assumptions.AnyDataCentre(region, pue));
        return new(pue, $"{found.Key}, {found.Location}", found.Source, found.PueYear);
    }
}
