using EcoCode.Metering.Sampling;

namespace EcoCode.Metering.Tests.Sampling;

public sealed class GovernorTests
{
    private const double Budget = 0.01;

    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Cheap_ticks_come_as_often_as_was_asked()
    {
        var governor = new Governor(Tenth, Budget);
        for (int i = 0; i < 100; i++) Assert.Equal(Tenth, governor.Next(TimeSpan.FromMicroseconds(300)));
        Assert.False(governor.Stretched);
    }

    [Fact]
    public void The_first_ticks_may_cost_more()
    {
        var governor = new Governor(Tenth, Budget);
        for (int i = 0; i < 5; i++) Assert.Equal(Tenth, governor.Next(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(Tenth, governor.Next(TimeSpan.FromMicroseconds(300)));
        Assert.False(governor.Stretched);
    }

    [Theory]
    [InlineData(0.85)]
    [InlineData(1.2)]
    [InlineData(5)]
    [InlineData(50)]
    public void Costly_ticks_are_made_so_rare_that_they_keep_within_the_budget(double milliseconds)
    {
        var governor = new Governor(Tenth, Budget);
        var cost = TimeSpan.FromMilliseconds(milliseconds);
        TimeSpan step = Tenth;
        for (int i = 0; i < 100; i++) step = governor.Next(cost);
        Assert.True(cost / step <= Budget, $"{cost / step}");
        Assert.True(cost / step >= Budget / 2, $"rarer than need be: {step}");
        Assert.True(governor.Stretched);
    }

    [Fact]
    public void One_dear_tick_among_cheap_ones_makes_none_rarer_and_several_do()
    {
        var governor = new Governor(Tenth, Budget);
        for (int i = 0; i < 20; i++) governor.Next(TimeSpan.FromMicroseconds(250));
        Assert.Equal(Tenth, governor.Next(TimeSpan.FromMilliseconds(5)));
        for (int i = 0; i < 20; i++) Assert.Equal(Tenth, governor.Next(TimeSpan.FromMicroseconds(250)));
        Assert.False(governor.Stretched);
        for (int i = 0; i < 3; i++) governor.Next(TimeSpan.FromMilliseconds(5));
        Assert.True(governor.Stretched);
    }

    [Fact]
    public void It_comes_back_when_ticks_are_cheap_again_and_remembers_that_it_stretched()
    {
        var governor = new Governor(Tenth, Budget);
        for (int i = 0; i < 50; i++) governor.Next(TimeSpan.FromMilliseconds(5));
        TimeSpan step = TimeSpan.Zero;
        for (int i = 0; i < 50; i++) step = governor.Next(TimeSpan.FromMicroseconds(300));
        Assert.Equal(Tenth, step);
        Assert.True(governor.Stretched);
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(60, 60)]
    public void It_never_goes_beyond_ten_seconds_or_what_was_asked(double asked, double most)
    {
        var governor = new Governor(TimeSpan.FromSeconds(asked), Budget);
        TimeSpan step = TimeSpan.Zero;
        for (int i = 0; i < 50; i++) step = governor.Next(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(most), step);
    }
}
