using EcoCode.Impact.Live;
using EcoCode.Impact.Planning;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests.Planning;

public sealed class PastShapeTests
{
    /// <summary>A Monday.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_hour_is_the_mean_of_the_same_hour_of_the_week()
    {
        // Two weeks in which each hour is worth its number, and 100 more in the second week: means are 50 more.
        GridSeries past = Past(hours: 336, hour => (hour % 168) + (hour >= 168 ? 100 : 0));
        GridSeries next = PastShape.Continue(past, Monday.AddDays(14).AddMinutes(20), Monday.AddDays(15));
        Assert.Equal(24, next.Points.Count);
        Assert.Equal(Monday.AddDays(14), next.Points[0].From);
        Assert.All(next.Points, (point, hour) => Assert.Equal(hour + 50, point.Intensity.GramsPerKilowattHour, 1e-9));
        Assert.All(next.Points, point => Assert.True(point.Estimated));
        Assert.Equal(("DE", "test", SignalKind.Marginal), (next.Zone, next.Provider, next.Kind));
    }

    [Fact]
    public void Quarter_hours_count_by_their_length()
    {
        var points = new GridPoint[] { new(Monday, Monday.AddMinutes(45), new(100), false), new(Monday.AddMinutes(45), Monday.AddMinutes(60), new(300), false) };
        GridPoint only = Assert.Single(PastShape.Continue(Series(points), Monday.AddDays(7), Monday.AddDays(7).AddHours(5)).Points);
        Assert.Equal(150, only.Intensity.GramsPerKilowattHour, 1e-9);
    }

    [Fact]
    public void An_hour_of_the_week_that_was_never_seen_is_that_of_any_day()
    {
        // Monday and Tuesday are known; Wednesday is their mean.
        GridSeries next = PastShape.Continue(Past(48, hour => hour < 24 ? 100 : 200), Monday.AddDays(2), Monday.AddDays(3));
        Assert.Equal(24, next.Points.Count);
        Assert.All(next.Points, point => Assert.Equal(150, point.Intensity.GramsPerKilowattHour, 1e-9));
    }

    [Fact]
    public void Of_no_past_comes_no_future() => Assert.Empty(PastShape.Continue(Series([]), Monday, Monday.AddDays(1)).Points);

    private static GridSeries Past(int hours, Func<int, double> grams)
        => Series([.. Enumerable.Range(0, hours).Select(hour => new GridPoint(Monday.AddHours(hour), Monday.AddHours(hour + 1), new CarbonIntensity(grams(hour)), false))]);

    private static GridSeries Series(GridPoint[] points)
        => new(points) { Zone = "DE", Provider = "test", Kind = SignalKind.Marginal, Basis = GridBasis.Direct, Retrieved = Monday };
}
