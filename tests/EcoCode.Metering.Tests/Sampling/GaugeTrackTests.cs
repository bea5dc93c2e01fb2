using EcoCode.Host;
using EcoCode.Metering.Sampling;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests.Sampling;

public sealed class GaugeTrackTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private readonly ScriptedGauge _gauge = new("gauge");
    private readonly SourceTrack _track;

    public GaugeTrackTests() => _track = SourceTrack.Of(ScriptedMachine.Source(_gauge), _clock);

    [Fact]
    public void A_ramp_read_at_uneven_times_gives_its_analytic_integral()
    {
        // P = 10 W + 5 W/s · t, so E(4 s) = 40 J + 40 J.
        double seconds = 0;
        Begin(10);
        foreach (double step in (double[])[0.1, 0.9, 0.25, 0.75, 2]) Read(10 + (5 * (seconds += step)), step);
        Ends(joules: 80, default);
    }

    [Fact]
    public void Between_a_reading_and_a_failure_nothing_is_known()
    {
        Begin(100);
        Read(100, 1);
        _gauge.Outcome = ReadOutcome.NotSupported;
        Read(100, 1);
        Read(100, 1);
        _gauge.Outcome = ReadOutcome.Ok;
        Read(100, 1);
        Read(100, 1);
        Ends(joules: 200, new TrackState { Failures = 2, LastFailure = ReadOutcome.NotSupported, Missing = 3 * Second });
    }

    [Fact]
    public void A_gauge_that_never_reads_is_missing_all_the_time()
    {
        _gauge.Outcome = ReadOutcome.Denied;
        Begin(0);
        Read(0, 1);
        Assert.False(_track.Reads);
        Ends(joules: 0, new TrackState { Failures = 2, LastFailure = ReadOutcome.Denied, Missing = Second });
    }

    [Fact]
    public void Readings_far_apart_say_nothing_of_the_time_between()
    {
        Begin(100);
        Read(100, 15);
        Read(100, 16);
        Ends(joules: 1500, new TrackState { Missing = 16 * Second });
    }

    [Fact]
    public void It_asks_to_be_read_far_more_often_than_that() => Assert.Equal(Second, _track.Horizon);

    [Theory]
    [InlineData(1000.001)]
    [InlineData(-0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_the_device_cannot_draw_is_no_reading(double watts)
    {
        Begin(100);
        Read(watts, 1);
        Assert.False(_track.Reads);
        Ends(joules: 0, new TrackState { Failures = 1, LastFailure = ReadOutcome.Malformed, Missing = Second });
    }

    private void Begin(double watts)
    {
        _gauge.Watts = watts;
        _track.Begin(_clock.GetTimestamp());
    }

    private void Read(double watts, double after)
    {
        _gauge.Watts = watts;
        _clock.Pass(TimeSpan.FromSeconds(after));
        _track.Advance(_clock.GetTimestamp());
    }

    private void Ends(double joules, TrackState state)
    {
        _track.Finish(_clock.GetTimestamp());
        Assert.Equal(joules, _track.Total.Joules);
        Assert.Equal(state, _track.State);
    }
}
