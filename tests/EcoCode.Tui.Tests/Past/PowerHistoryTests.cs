using EcoCode.Tui.Past;
using EcoCode.Tui.View;

namespace EcoCode.Tui.Tests.Past;

public sealed class PowerHistoryTests
{
    [Fact]
    public void Adding_leaves_the_history_before_as_it_was()
    {
        PowerHistory before = Seconds(100);
        PowerHistory after = before.With(At(101, 5));
        Assert.Equal(100, before.Count);
        Assert.Equal(101, after.Count);
        Assert.Equal(TimeSpan.FromSeconds(100), before.Last!.End);
    }

    [Fact]
    public void Columns_have_the_mean_of_what_they_cover()
    {
        PowerHistory history = PowerHistory.Empty.With(At(1, 10)).With(At(2, 20)).With(At(3, 30)).With(At(4, 40));
        var watts = new double[3];
        history.Read(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), watts, 1);
        Assert.Equal(((20 * 1) + (30 * 0.5)) / 1.5, watts[0], 9);
        Assert.Equal(((30 * 0.5) + (40 * 1)) / 1.5, watts[1], 9);
        Assert.True(double.IsNaN(watts[2]));
    }

    [Fact]
    public void The_oldest_go_where_there_are_too_many()
    {
        PowerHistory history = Seconds(10_000);
        Assert.InRange(history.Count, PowerHistory.BlockLength * (PowerHistory.MostBlocks - 1), PowerHistory.BlockLength * PowerHistory.MostBlocks);
        Assert.Equal(TimeSpan.FromSeconds(10_000), history.Last!.End);
        for (int i = 1; i < history.Count; i++) Assert.Equal(history[i - 1].End, history[i].Begin);
    }

    [Theory]
    [InlineData(735, 800, 200)]
    [InlineData(767, 1000, 250)]
    [InlineData(600, 600, 200)]
    [InlineData(0.4, 0.4, 0.1)]
    [InlineData(12.3, 12.5, 2.5)]
    [InlineData(0, 0.0025, 0.0025)]
    public void A_chart_ends_at_a_round_power(double watts, double top, double step)
    {
        Assert.Equal(top, ChartScale.TopOf(watts).Top, 9);
        Assert.Equal(step, ChartScale.TopOf(watts).Step, 9);
    }

    private static PowerHistory Seconds(int count)
    {
        PowerHistory history = PowerHistory.Empty;
        for (int second = 1; second <= count; second++) history = history.With(At(second, second % 7));
        return history;
    }

    private static Moment At(int second, double watts) => new(TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(1), DateTimeOffset.UnixEpoch, [watts]);
}
