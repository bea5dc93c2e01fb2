namespace EcoCode.Host.Tests;

public sealed class WakeupTests : IDisposable
{
    private readonly Wakeup _wakeup = new();

    public void Dispose() => _wakeup.Dispose();

    [Fact]
    public void Who_is_woken_before_he_sleeps_does_not_sleep()
    {
        _wakeup.Set();
        Assert.True(_wakeup.Wait(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Who_is_woken_several_times_wakes_once()
    {
        for (int i = 0; i < 3; i++) _wakeup.Set();
        Assert.True(_wakeup.Wait(TimeSpan.Zero));
        Assert.False(_wakeup.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void A_time_that_has_passed_is_no_waking() => Assert.False(_wakeup.Wait(TimeSpan.FromTicks(1)));

    [Fact]
    public void Another_thread_wakes_who_sleeps_without_end()
    {
        var sleeper = new Thread(_wakeup.Wait);
        sleeper.Start();
        _wakeup.Set();
        Assert.True(sleeper.Join(TimeSpan.FromMinutes(1)));
    }
}
