using EcoCode.Impact.Course;
using EcoCode.Impact.Live;
using EcoCode.Quantities;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Impact.Tests;

/// <summary>Energy times intensity over time, held against sums that know nothing of minutes.</summary>
public sealed class GridCoverageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Arbitrary<Case> Cases = Arb.From(
        from start in Gen.Choose(0, 7200)
        from watts in Gen.ListOf(Gen.Choose(0, 2000), 40)
        from points in Gen.ListOf(
            from minute in Gen.Choose(-60, 240)
            from length in Gen.Choose(1, 90)
            from grams in Gen.Choose(0, 1200)
            from estimated in Gen.Elements(true, false)
            select (minute, length, grams, estimated), 8)
        select new Case(start, [.. watts], [.. points]));

    /// <summary>From 22:10:30 of one day, over midnight and the end of summer time in Germany, to the next morning.</summary>
    [Fact]
    public void A_run_over_midnight_a_change_of_the_clocks_and_steps_of_the_grid_is_integrated_right()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var start = new DateTimeOffset(2026, 10, 24, 22, 10, 30, 250, TimeSpan.FromHours(2));
        DateTimeOffset end = start.AddHours(9.3), step = start.AddSeconds(5801.7);

        // Half hours that are written by the clock on the wall there: 02:00 to 03:00 comes twice that night.
        var points = new List<GridPoint>();
        DateTimeOffset midnight = new(2026, 10, 24, 0, 0, 0, TimeSpan.FromHours(2));
        for (int i = 0; i < 2 * 49; i++)
        {
            DateTimeOffset from = TimeZoneInfo.ConvertTime(midnight.AddMinutes(30 * i), berlin);
            points.Add(new(from, TimeZoneInfo.ConvertTime(from.AddMinutes(30), berlin), new(200 + (37 * i % 400)), Estimated: false));
        }

        // The meter: 180 W, from the middle of a minute on 420 W, told every second.
        var course = new EnergyCourse();
        for (DateTimeOffset at = start; at < end; at = at.AddSeconds(1))
        {
            DateTimeOffset next = at.AddSeconds(1) < end ? at.AddSeconds(1) : end;
            course.Add(at, next, Energy.FromJoules(Joules(at, next, step)));
        }

        // The truth: for each half hour its own overlap with the run, in two parts of constant power.
        double emitted = points.Sum(point =>
        {
            DateTimeOffset from = point.From > start ? point.From : start, to = point.To < end ? point.To : end;
            return to > from ? Joules(from, to, step) / 3.6e6 * point.Intensity.GramsPerKilowattHour : 0;
        });

        GridCoverage covered = GridCoverage.Of(course, Series(points))!;
        Assert.Equal(1, covered.Share, 12);
        double told = course.Total.KilowattHours * covered.Mean.GramsPerKilowattHour;
        Assert.InRange(told / emitted, 1 - 1e-4, 1 + 1e-4);

        // It is no easy case: one value for all of it would be wrong by far more.
        double last = points.Last(point => point.From < end).Intensity.GramsPerKilowattHour;
        Assert.True(Math.Abs((course.Total.KilowattHours * last / emitted) - 1) > 0.05);
    }

    [Fact]
    public void Every_second_counts_at_the_intensity_of_its_own_time() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Cases, run =>
    {
        GridSeries series = Series(run.Points.Select(point => new GridPoint(
            Noon.AddMinutes(point.Minute), Noon.AddMinutes(point.Minute + point.Length), new(point.Grams), point.Estimated)));
        var course = new EnergyCourse();
        (double covered, double estimated, double emitted, double whole) = (0, 0, 0, 0);
        DateTimeOffset at = Noon.AddSeconds(run.Start);

        // Each power for three minutes, whole ones: a course keeps no more than that.
        at = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        foreach (int watts in run.Watts)
        {
            course.Add(at, at.AddMinutes(3), Energy.FromJoules(watts * 180));
            for (int second = 0; second < 180; second++)
            {
                whole += watts;
                if (series.At(at.AddSeconds(second)) is not { } point) continue;
                covered += watts;
                emitted += watts * point.Intensity.GramsPerKilowattHour;
                if (point.Estimated) estimated += watts;
            }

            at = at.AddMinutes(3);
        }

        if (whole == 0) return true;
        GridCoverage? told = GridCoverage.Of(course, series);
        return told is null
            ? covered == 0
            : Near(told.Share, covered / whole) && Near(told.EstimatedShare, estimated / covered) && Near(told.Mean.GramsPerKilowattHour, emitted / covered);
    }));

    [Fact]
    public void A_run_within_one_minute_is_not_held_against_the_rest_of_that_minute()
    {
        // Ten seconds, of which the point has the last eight.
        var course = new EnergyCourse();
        course.Add(Noon.AddSeconds(20), Noon.AddSeconds(30), Energy.FromJoules(100));
        GridCoverage covered = GridCoverage.Of(course, Series([new(Noon.AddSeconds(22), Noon.AddHours(1), new(300), Estimated: true)]))!;
        Assert.Equal((0.8, 1.0, 300.0), (covered.Share, covered.EstimatedShare, covered.Mean.GramsPerKilowattHour));
    }

    [Fact]
    public void What_was_used_at_one_instant_has_the_intensity_of_that_instant()
    {
        var course = new EnergyCourse();
        course.Add(Noon, Noon, Energy.FromJoules(1));
        Assert.Equal(1, GridCoverage.Of(course, Series([new(Noon, Noon.AddHours(1), new(300), false)]))!.Share);
        Assert.Null(GridCoverage.Of(course, Series([new(Noon.AddHours(-1), Noon, new(300), false)])));
    }

    [Fact]
    public void Without_a_point_nothing_is_covered()
    {
        var course = new EnergyCourse();
        course.Add(Noon, Noon.AddHours(1), Energy.FromJoules(1));
        Assert.Null(GridCoverage.Of(course, Series([])));
        Assert.Null(GridCoverage.Of(new EnergyCourse(), Series([new(Noon, Noon.AddHours(1), new(300), false)])));
    }

    [Fact]
    public void A_run_without_energy_has_a_mean_over_its_time()
    {
        var course = new EnergyCourse();
        course.Add(Noon, Noon.AddMinutes(4), Energy.Zero);
        GridPoint[] points = [new(Noon, Noon.AddMinutes(3), new(100), false), new(Noon.AddMinutes(3), Noon.AddMinutes(4), new(500), false)];
        Assert.Equal(200, GridCoverage.Of(course, Series(points))!.Mean.GramsPerKilowattHour, 9);
    }

    internal static GridSeries Series(IEnumerable<GridPoint> points, SignalKind kind = SignalKind.Average, GridBasis basis = GridBasis.Lifecycle, string provider = "stub") => new(points)
    {
        Zone = "DE",
        Provider = provider,
        Kind = kind,
        Basis = basis,
        Retrieved = Noon,
    };

    private static double Joules(DateTimeOffset from, DateTimeOffset to, DateTimeOffset step)
    {
        double before = Math.Clamp((step - from).TotalSeconds, 0, (to - from).TotalSeconds);
        return (before * 180) + (((to - from).TotalSeconds - before) * 420);
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) <= 1e-6 * Math.Max(1, Math.Abs(other));

    private sealed record Case(int Start, int[] Watts, (int Minute, int Length, int Grams, bool Estimated)[] Points);
}
