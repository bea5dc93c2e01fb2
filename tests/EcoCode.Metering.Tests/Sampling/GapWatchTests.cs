using EcoCode.Metering.Sampling;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests.Sampling;

public sealed class GapWatchTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    private readonly ManualClock _clock = new();
    private readonly GapWatch _watch;
    private TimeSpan _suspended = TimeSpan.FromHours(3);

    public GapWatchTests()
    {
        _watch = new GapWatch(_clock, () => _suspended);
        _watch.Begin();
    }

    [Fact]
    public void Ticks_on_time_are_no_gap_and_neither_is_sleep_before_the_begin()
    {
        for (int i = 0; i < 5; i++) Tick(Tenth);
        Assert.Empty(_watch.Found);
    }

    [Fact]
    public void Sleep_is_a_suspend_and_not_a_step_of_the_clock()
    {
        TimeSpan night = TimeSpan.FromHours(8);
        _suspended += night;
        _clock.SetWallClock(night);
        Tick(Tenth);
        Tick(Tenth);
        Assert.Equal([new Gap(GapKind.Suspend, night)], _watch.Found);
    }

    [Theory]
    [InlineData(1.2, false)]
    [InlineData(1.4, true)]
    [InlineData(60, true)]
    public void A_tick_that_is_long_overdue_is_a_stall(double seconds, bool stalled)
    {
        Tick(TimeSpan.FromSeconds(seconds));
        Assert.Equal(stalled ? [new Gap(GapKind.Stall, TimeSpan.FromSeconds(seconds))] : [], _watch.Found);
    }

    [Fact]
    public void What_is_overdue_depends_on_what_was_planned()
    {
        _clock.Pass(TimeSpan.FromMinutes(1));
        _watch.Tick(TimeSpan.FromMinutes(1));
        Assert.Empty(_watch.Found);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_clock_that_is_set_is_a_step_with_its_sign(double seconds)
    {
        _clock.SetWallClock(TimeSpan.FromSeconds(seconds));
        Tick(Tenth);
        Tick(Tenth);
        Assert.Equal([new Gap(GapKind.ClockStep, TimeSpan.FromSeconds(seconds))], _watch.Found);
    }

    [Fact]
    public void A_clock_that_is_slewed_is_not_set()
    {
        for (int i = 0; i < 10; i++)
        {
            _clock.SetWallClock(TimeSpan.FromMilliseconds(500));
            Tick(Tenth);
        }

        Assert.Empty(_watch.Found);
    }

    [Fact]
    public void No_more_than_a_hundred_are_kept()
    {
        for (int i = 0; i < 200; i++) Tick(TimeSpan.FromSeconds(10));
        Assert.Equal(100, _watch.Found.Count);
    }

    private void Tick(TimeSpan after)
    {
        _clock.Pass(after);
        _watch.Tick(Tenth);
    }
}
