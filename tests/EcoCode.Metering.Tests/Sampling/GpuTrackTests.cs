using EcoCode.Host;
using EcoCode.Metering.Sampling;
using EcoCode.Scripted;
using EcoCode.Sensors;

namespace EcoCode.Metering.Tests.Sampling;

/// <summary>What a run says of a GPU beside its energy.</summary>
public sealed class GpuTrackTests
{
    private const long GiB = 1L << 30;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualClock _clock = new();
    private readonly ScriptedGpu _gpu = new();
    private readonly GpuTrack _track;

    public GpuTrackTests() => _track = new GpuTrack(_gpu, _clock);

    [Fact]
    public void Means_are_over_time_and_extremes_over_readings()
    {
        (_gpu.Celsius, _gpu.SmHertz) = (50, 300e6);
        Begin();
        (_gpu.Celsius, _gpu.SmHertz) = (70, 1000e6);
        _gpu.Hold(10, 3 * GiB);
        _gpu.Work(10, Second / 2);
        Pass(Second);
        (_gpu.Celsius, _gpu.SmHertz) = (60, 2000e6);
        _gpu.Hold(10, GiB);
        _gpu.Work(10, Second * 1.5);
        Pass(3 * Second);
        Assert.Equal((1750e6, 70.0, 3 * GiB, 0.5), (_track.MeanSmHertz, _track.HighestCelsius, _track.PeakMemoryBytes, _track.MeanUtilisation));
        Assert.Equal((60.0, 2000.0, GiB), (_track.Celsius, _track.ClockMegahertz, _track.MemoryBytes));
    }

    [Fact]
    public void A_clock_that_was_told_at_the_begin_alone_is_the_mean()
    {
        _gpu.SmHertz = 300e6;
        Begin();
        Assert.Equal((300e6, null), (_track.MeanSmHertz, _track.MeanMemoryHertz));
    }

    [Fact]
    public void What_never_is_told_is_not_known()
    {
        _gpu.Outcome = ReadOutcome.Gone;
        Begin();
        Pass(Second);
        Assert.Equal((null, null, null, null, null), (_track.MeanSmHertz, _track.HighestCelsius, _track.PeakMemoryBytes, _track.MeanUtilisation, _track.Throttled));
        Assert.False(_track.Reads);
    }

    [Fact]
    public void What_slowed_it_down_is_told_with_how_long_from_the_begin_on()
    {
        _gpu.Throttle(5 * Second);
        _gpu.Slowdown = GpuSlowdown.Heat;
        Begin();
        _gpu.Throttle(Second / 4);
        _gpu.Slowdown = GpuSlowdown.PowerLimit;
        Pass(Second);
        _gpu.Throttle(Second / 2);
        _gpu.Slowdown = GpuSlowdown.None;
        Pass(Second);
        Assert.Equal(Second * 0.75, _track.Throttled);
        Assert.Equal(["power limit", "heat"], _track.SlowedBy);
    }

    [Fact]
    public void A_time_without_readings_is_in_the_next_one()
    {
        Begin();
        _gpu.Work(10, Second);
        _gpu.Outcome = ReadOutcome.Gone;
        Pass(2 * Second);
        Assert.Equal(TimeSpan.Zero, _track.Busy);
        _gpu.Outcome = ReadOutcome.Ok;
        Pass(2 * Second);
        Assert.Equal((Second, 0.25, 4 * Second), (_track.Busy, _track.MeanUtilisation, _track.Told));
    }

    [Fact]
    public void Beginning_anew_forgets_all_that_was_before()
    {
        (_gpu.Celsius, _gpu.SmHertz, _gpu.Slowdown) = (90, 2000e6, GpuSlowdown.Hardware);
        Begin();
        _gpu.Hold(10, 3 * GiB);
        _gpu.Work(10, Second);
        _gpu.Throttle(Second);
        Pass(Second);
        (_gpu.Celsius, _gpu.SmHertz, _gpu.Slowdown) = (40, 1000e6, GpuSlowdown.None);
        _gpu.Hold(10, GiB);
        Begin();
        Pass(Second);
        Assert.Equal((1000e6, 40.0, GiB, 0.0), (_track.MeanSmHertz, _track.HighestCelsius, _track.PeakMemoryBytes, _track.MeanUtilisation));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (_track.Throttled, _track.Busy));
        Assert.Empty(_track.SlowedBy);
        GpuUser user = Assert.Single(_track.Users);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (user.Busy, user.Untold));
    }

    [Fact]
    public void Of_very_many_users_those_that_are_told_of_no_more_are_forgotten()
    {
        Begin();
        for (int pid = 1; pid <= 256; pid++) _gpu.Work(pid, Second);
        Pass(Second);
        for (int pid = 1; pid <= 255; pid++) _gpu.Forget(pid);
        Pass(Second);
        _track.Shared();
        Assert.Equal(256, _track.Users.Count);
        _gpu.Work(1000, Second);
        Pass(Second);
        _track.Shared();
        Assert.Equal([256, 1000], _track.Users.Select(user => user.Pid).Order());
    }

    [Fact]
    public void A_pid_that_has_worked_less_than_before_is_anothers()
    {
        _gpu.Work(10, 5 * Second);
        Begin();
        _gpu.Forget(10);
        _gpu.Work(10, Second);
        Pass(Second);
        Assert.Equal(Second, Assert.Single(_track.Users).Busy);
    }

    private void Begin() => _track.Begin(_clock.GetTimestamp());

    private void Pass(TimeSpan span)
    {
        _clock.Pass(span);
        _track.Advance(_clock.GetTimestamp());
    }
}
