using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests.Live;

/// <summary>What an intensity is held against.</summary>
public sealed class GridWeekTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(123, GridLevel.Clean)]
    [InlineData(124, GridLevel.Usual)]
    [InlineData(174, GridLevel.Usual)]
    [InlineData(175, GridLevel.Dirty)]
    public void The_quarters_at_both_ends_are_clean_and_dirty(double grams, GridLevel level)
    {
        // 100 to 199 g/kWh, each for as long, in an order that is none.
        var week = GridWeek.Of(Series(Enumerable.Range(0, 100).Select(i => 100 + (i * 37 % 100)), TimeSpan.FromHours(1.68)), Now)!;
        Assert.Equal((124, 149, 174), ((int)week.Lower.GramsPerKilowattHour, (int)week.Middle.GramsPerKilowattHour, (int)week.Upper.GramsPerKilowattHour));
        Assert.Equal(level, week.LevelOf(new CarbonIntensity(grams)));
    }

    [Fact]
    public void Time_counts_and_not_points()
    {
        // One day and a half at 100 in 36 points, then five days and a half at 300 in one.
        GridPoint[] points =
        [
            .. Enumerable.Range(0, 36).Select(hour => new GridPoint(Now.AddDays(-7).AddHours(hour), Now.AddDays(-7).AddHours(hour + 1), new CarbonIntensity(100), false)),
            new(Now.AddDays(-5.5), Now, new CarbonIntensity(300), false),
        ];
        Assert.Equal(new GridWeek(new(300), new(300), new(300)), GridWeek.Of(Series(points), Now));
    }

    [Fact]
    public void What_was_before_the_week_and_what_is_to_come_does_not_count()
    {
        GridPoint[] points = [new(Now.AddDays(-30), Now.AddDays(-7), new CarbonIntensity(900), false), new(Now.AddDays(-7), Now.AddDays(30), new CarbonIntensity(200), false)];
        Assert.Equal(new GridWeek(new(200), new(200), new(200)), GridWeek.Of(Series(points), Now));
    }

    [Theory]
    [InlineData(24.6, GridLevel.Clean)]
    [InlineData(24.8, GridLevel.Usual)]
    [InlineData(27.2, GridLevel.Usual)]
    [InlineData(27.4, GridLevel.Dirty)]
    public void An_even_grid_has_no_dirty_hours_for_a_gram_more(double grams, GridLevel level)
        => Assert.Equal(level, new GridWeek(new(25.9), new(26), new(26.1)).LevelOf(new(grams)));

    [Theory]
    [InlineData(83, false)]
    [InlineData(84, true)]
    public void Half_of_the_week_must_be_known(int hours, bool known)
        => Assert.Equal(known, GridWeek.Of(Series(Enumerable.Repeat(100.0, hours), TimeSpan.FromHours(1)), Now) is not null);

    private static GridSeries Series(IEnumerable<double> grams, TimeSpan each)
    {
        double[] all = [.. grams];
        return Series([.. all.Select((value, i) => new GridPoint(Now - (each * (all.Length - i)), Now - (each * (all.Length - i - 1)), new CarbonIntensity(value), false))]);
    }

    private static GridSeries Series(IEnumerable<int> grams, TimeSpan each) => Series(grams.Select(value => (double)value), each);

    private static GridSeries Series(GridPoint[] points)
        => new(points) { Zone = "DE", Provider = "file", Kind = SignalKind.Average, Basis = GridBasis.Lifecycle, Retrieved = Now };
}
