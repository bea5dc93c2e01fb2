using EcoCode.Impact.Course;
using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

/// <summary>Live figures and those of the table in one run: four hours of 1 kW in Germany, whose table says 329.65 g/kWh.</summary>
public sealed class GridMixTests
{
    private const double Table = 329.65;

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Energy FourKilowattHours = Energy.FromJoules(14.4e6);

    [Fact]
    public void Where_the_series_has_no_point_the_table_holds()
    {
        ImpactFigures figures = Of([Series(hours: 3, grams: 100)]);
        Assert.Equal(((3 * 100) + Table) / 4, figures.Intensity.GramsPerKilowattHour, 9);
        Assert.Equal((3 * 100) + Table, figures.Operational.Grams, 9);
        Assert.Equal([("stub", true, 0.75), ("ember-2026", false, 0.25)], figures.GridParts.Select(part => (part.Source, part.Live, Math.Round(part.Share, 12))));
        Assert.All(figures.GridParts, part => Assert.Equal(GridBasis.Lifecycle, part.Basis));
    }

    [Fact]
    public void The_building_bears_the_same_intensity()
    {
        ImpactFigures figures = Of([Series(hours: 4, grams: 100)], pue: 1.5);
        Assert.Equal(600, figures.Operational.Grams, 9);
    }

    [Fact]
    public void A_series_that_says_nothing_of_the_time_leaves_the_table_and_says_why()
    {
        var trouble = new Note("ECO3999", "it did not answer");
        ImpactFigures figures = Of([], trouble: trouble);
        Assert.Equal(4 * Table, figures.Operational.Grams, 9);
        Assert.Equal([trouble], figures.Notes);
        Assert.False(Assert.Single(figures.GridParts).Live);
    }

    [Fact]
    public void A_marginal_series_stands_beside_the_average_and_never_in_it()
    {
        ImpactFigures figures = Of([Series(hours: 2, grams: 900, SignalKind.Marginal), Series(hours: 4, grams: 100)]);
        Assert.Equal(400, figures.Operational.Grams, 9);
        Assert.Equal((900, 0.5), (figures.Marginal!.Intensity.GramsPerKilowattHour, Math.Round(figures.Marginal.Share, 12)));
        Assert.Equal(1800, figures.MarginalCarbon!.Value.Grams, 9);
        Assert.Equal(4 * Table, Of([Series(hours: 4, grams: 900, SignalKind.Marginal)]).Operational.Grams, 9);
    }

    [Fact]
    public void Two_bases_are_never_in_one_total()
    {
        GridSeries direct = Series(hours: 3, grams: 100, basis: GridBasis.Direct);
        ImpactFigures partly = Of([direct]);
        Assert.Equal(4 * Table, partly.Operational.Grams, 9);
        Assert.Equal("ECO3141", Assert.Single(partly.Notes).Code);

        ImpactFigures wholly = Of([Series(hours: 4, grams: 100, basis: GridBasis.Direct)]);
        Assert.Equal(400, wholly.Operational.Grams, 9);
        Assert.Equal(GridBasis.Direct, Assert.Single(wholly.GridParts).Basis);
        Assert.Empty(wholly.Notes);
    }

    private static ImpactFigures Of(IReadOnlyList<GridSeries> live, double? pue = null, Note? trouble = null)
    {
        var course = new EnergyCourse();
        course.Add(Noon, Noon.AddHours(4), FourKilowattHours);
        return Resolved.Factors(new() { Zone = "DE", Pue = pue }).Of(FourKilowattHours, TimeSpan.FromHours(4), 0, new ImpactCourse(course, live, trouble));
    }

    private static GridSeries Series(int hours, double grams, SignalKind kind = SignalKind.Average, GridBasis basis = GridBasis.Lifecycle)
        => GridCoverageTests.Series([new(Noon, Noon.AddHours(hours), new(grams), Estimated: false)], kind, basis);
}
