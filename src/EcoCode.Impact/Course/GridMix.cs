using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Course;

/// <summary>The intensity that an energy is judged by: a live provider's where it told one, the table's where it did not.</summary>
internal sealed record GridMix(CarbonIntensity Mean, IReadOnlyList<GridPart> Parts, GridPart? Marginal, Note? Note)
{
    /// <summary>Below this a part changes no digit that anyone sees; it is what arithmetic leaves over.</summary>
    private const double Nothing = 1e-9;

    /// <param name="table">The figure of the table.</param>
    /// <param name="course">When the energy was used, and what providers told; null to use the table alone.</param>
    public static GridMix Of(GridFigure table, ImpactCourse? course)
    {
        GridPart whole = OfTable(table, share: 1);
        if (course is null) return new(table.Intensity, [whole], null, null);
        GridPart? marginal = course.Covered(SignalKind.Marginal) is { } other ? OfSeries(other) : null;
        if (course.Covered(SignalKind.Average) is not { } covered)
        {
            // A provider that told too little is in the summary's line; one that told nothing must be explained.
            return new(table.Intensity, [whole], marginal, marginal is null ? course.Trouble : null);
        }

        double rest = 1 - covered.Share;
        GridPart live = OfSeries(covered);
        if (rest < Nothing) return new(covered.Mean, [live with { Share = 1 }], marginal, null);

        // Two bases are two quantities: what one lacks, the other cannot fill.
        if (covered.Series.Basis != table.Basis) return new(table.Intensity, [whole], marginal, CourseNotes.OtherBasis(covered, table));
        var mean = new CarbonIntensity((covered.Mean.GramsPerKilowattHour * covered.Share) + (table.Intensity.GramsPerKilowattHour * rest));
        GridPart[] parts = rest > covered.Share ? [OfTable(table, rest), live] : [live, OfTable(table, rest)];
        return new(mean, parts, marginal, course.Trouble);
    }

    private static GridPart OfTable(GridFigure table, double share)
        => new() { Source = table.Source, Live = false, Zone = table.Zone, Intensity = table.Intensity, Basis = table.Basis, Share = share, Year = table.Year };

    private static GridPart OfSeries(GridCoverage covered) => new()
    {
        Source = covered.Series.Provider,
        Live = true,
        Zone = covered.Series.Zone,
        Intensity = covered.Mean,
        Basis = covered.Series.Basis,
        Share = covered.Share,
        EstimatedShare = covered.EstimatedShare,
        Retrieved = covered.Series.Retrieved,
    };
}
