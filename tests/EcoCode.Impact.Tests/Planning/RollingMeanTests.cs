using EcoCode.Impact.Planning;

namespace EcoCode.Impact.Tests.Planning;

/// <summary>The windows of the Carbon Aware SDK; figures worked out by hand for points of 5 minutes of 10, 20, 30 and 40 g/kWh.</summary>
public sealed class RollingMeanTests
{
    private static readonly DateTimeOffset Origin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RateCourse Four = new(Enumerable.Range(0, 4).Select(i => new RateStep(At(5 * i), At(5 * (i + 1)), 10 * (i + 1))));

    [Theory]
    [InlineData(5, 0, 20, new[] { 10.0, 20, 30, 40 })]
    [InlineData(0, 0, 20, new[] { 10.0, 20, 30, 40 })]
    [InlineData(10, 0, 20, new[] { 15.0, 25, 35 })]
    [InlineData(2, 0, 20, new[] { 10.0, 20, 30, 40 })]
    [InlineData(5, 2, 20, new[] { 14.0, 24, 34 })]
    [InlineData(5, 0, 18, new[] { 10.0, 20, 30 })]
    [InlineData(5, -1000, 1000, new[] { 10.0, 20, 30, 40 })]
    [InlineData(21, 0, 30, new double[0])]
    public void Windows_move_by_a_step_from_the_begin_asked_for(int window, int from, int to, double[] means)
    {
        IReadOnlyList<RateStep> windows = RollingMean.Windows(Four, TimeSpan.FromMinutes(window), At(from), At(to));
        Assert.Equal(means, windows.Select(each => Math.Round(each.PerKilowattHour, 9)));
        Assert.All(windows, (each, index) => Assert.Equal(At(Math.Max(from, 0) + (5 * index)), each.From));
    }

    [Fact]
    public void All_windows_of_the_least_mean_are_best()
    {
        var course = new RateCourse([new(At(0), At(5), 10), new(At(5), At(10), 30), new(At(10), At(15), 10)]);
        Assert.Equal([At(0), At(10)], RollingMean.Best(RollingMean.Windows(course, default, At(0), At(15))).Select(window => window.From));
    }

    [Fact]
    public void Without_data_there_is_no_window() => Assert.Empty(RollingMean.Best(RollingMean.Windows(Four, TimeSpan.FromMinutes(5), At(60), At(90))));

    private static DateTimeOffset At(int minute) => Origin.AddMinutes(minute);
}
