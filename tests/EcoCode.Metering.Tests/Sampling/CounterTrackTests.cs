using EcoCode.Host;
using EcoCode.Metering.Sampling;
using EcoCode.Quantities;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests.Sampling;

public sealed class CounterTrackTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>At 1 kW it lasts 10 s.</summary>
    private static readonly Energy Range = Energy.FromJoules(10_000);

    private readonly ManualClock _clock = new();
    private readonly ScriptedCounter _counter = new("counter", Range);
    private readonly SourceTrack _track;

    public CounterTrackTests() => _track = SourceTrack.Of(ScriptedMachine.Source(_counter), _clock);

    [Fact]
    public void The_first_reading_is_a_baseline_and_never_consumption()
    {
        Begin(9_999);
        Pass(0);
        Ends(joules: 0, default);
    }

    [Fact]
    public void A_wrap_at_the_zones_own_range_is_counted_and_loses_nothing()
    {
        Begin(9_900);
        Pass(joules: 300);
        Ends(joules: 300, new TrackState { Wraps = 1 });
    }

    [Fact]
    public void A_counter_that_falls_by_more_than_a_wrap_explains_was_reset()
    {
        Begin(5_000);
        Show(100);
        Pass(joules: 50);
        Ends(joules: 50, new TrackState { Resets = 1, Missing = Second });
    }

    [Fact]
    public void Time_lost_by_a_reset_is_missing_once_even_if_the_counter_stands_still_until_the_end()
    {
        Begin(5_000);
        Pass(joules: 50);
        Pass(joules: 0);
        Show(100);
        Pass(joules: 0);
        Ends(joules: 50, new TrackState { Resets = 1, Missing = Second });
    }

    [Fact]
    public void A_counter_without_an_end_that_falls_was_reset()
    {
        var endless = new ScriptedCounter("endless") { Reading = Energy.FromJoules(10) };
        SourceTrack track = SourceTrack.Of(ScriptedMachine.Source(endless), _clock);
        track.Begin(_clock.GetTimestamp());
        _clock.Pass(Second);
        endless.Reading = Energy.FromJoules(9);
        track.Advance(_clock.GetTimestamp());
        Assert.Equal((0.0, 1, Second), (track.Total.Joules, track.State.Resets, track.State.Missing));
    }

    [Fact]
    public void A_jump_beyond_what_the_device_can_draw_is_not_energy()
    {
        Begin(0);
        Show(1_500);
        Pass(joules: 20);
        Ends(joules: 20, new TrackState { Resets = 1, Missing = Second });
    }

    [Fact]
    public void The_ceiling_leaves_room_for_the_updates_of_the_counter_itself()
    {
        Begin(0);
        Show(10, after: TimeSpan.FromMilliseconds(1));
        Ends(joules: 10, default);
    }

    [Fact]
    public void Energy_of_a_gap_is_recovered_when_the_counter_went_on()
    {
        Begin(0);
        Fail(ReadOutcome.NotSupported, joules: 100);
        Fail(ReadOutcome.Gone, joules: 100);
        Pass(joules: 100);
        Ends(joules: 300, new TrackState { Failures = 2, LastFailure = ReadOutcome.Gone });
    }

    [Fact]
    public void Energy_of_a_gap_is_missing_when_the_counter_was_reset_in_it()
    {
        Begin(5_000);
        Fail(ReadOutcome.Gone, joules: 100);
        Show(40);
        Pass(joules: 5);
        Ends(joules: 5, new TrackState { Resets = 1, Failures = 1, LastFailure = ReadOutcome.Gone, Missing = 2 * Second });
    }

    [Fact]
    public void A_counter_that_appears_later_begins_there()
    {
        _counter.Outcome = ReadOutcome.Denied;
        Begin(500);
        Assert.False(_track.Reads);
        Pass(joules: 100);
        Assert.True(_track.Reads);
        Pass(joules: 7);
        Ends(joules: 7, new TrackState { Failures = 1, LastFailure = ReadOutcome.Denied, Missing = Second });
    }

    [Fact]
    public void Time_before_a_late_begin_is_missing_once_even_if_the_counter_then_stands_still()
    {
        _counter.Outcome = ReadOutcome.Denied;
        Begin(0);
        for (int i = 0; i < 4; i++) Pass(joules: 0);
        Ends(joules: 0, new TrackState { Failures = 1, LastFailure = ReadOutcome.Denied, Missing = 4 * Second });
    }

    [Fact]
    public void Standstill_at_the_end_is_missing_time_from_the_last_movement_on()
    {
        Begin(0);
        Pass(joules: 10);
        for (int i = 0; i < 3; i++) Pass(joules: 0);
        Ends(joules: 10, new TrackState { Missing = 3 * Second });
    }

    [Fact]
    public void A_short_standstill_at_the_end_is_none()
    {
        Begin(0);
        Pass(joules: 10);
        Pass(joules: 0);
        Ends(joules: 10, default);
    }

    [Fact]
    public void A_counter_that_is_gone_at_the_end_lacks_the_time_since_its_last_reading()
    {
        Begin(0);
        Pass(joules: 10);
        Fail(ReadOutcome.Gone, joules: 10);
        Ends(joules: 10, new TrackState { Failures = 1, LastFailure = ReadOutcome.Gone, Missing = Second });
    }

    [Fact]
    public void Between_readings_so_far_apart_that_it_may_have_wrapped_twice_it_is_uncertain()
    {
        Begin(0);
        _counter.Count(Energy.FromJoules(100) + Range);
        _clock.Pass(11 * Second);
        _track.Advance(_clock.GetTimestamp());
        Ends(joules: 100, new TrackState { Uncertain = 11 * Second });
    }

    [Fact]
    public void It_asks_to_be_read_twice_per_range_at_full_power() => Assert.Equal(5 * Second, _track.Horizon);

    [Fact]
    public void Without_an_end_or_a_ceiling_it_may_be_read_as_rarely_as_one_likes()
    {
        Assert.Equal(TimeSpan.MaxValue, SourceTrack.Of(ScriptedMachine.Source(new ScriptedCounter("endless")), _clock).Horizon);
        Assert.Equal(TimeSpan.MaxValue, SourceTrack.Of(ScriptedMachine.Source(_counter) with { Ceiling = Power.Zero }, _clock).Horizon);
    }

    private void Begin(double joules)
    {
        _counter.Reading = Energy.FromJoules(joules);
        _track.Begin(_clock.GetTimestamp());
        _counter.Outcome = ReadOutcome.Ok;
    }

    private void Pass(double joules)
    {
        _counter.Count(Energy.FromJoules(joules));
        _clock.Pass(Second);
        _track.Advance(_clock.GetTimestamp());
    }

    private void Show(double joules, TimeSpan? after = null)
    {
        _counter.Reading = Energy.FromJoules(joules);
        _clock.Pass(after ?? Second);
        _track.Advance(_clock.GetTimestamp());
    }

    private void Fail(ReadOutcome outcome, double joules)
    {
        _counter.Outcome = outcome;
        Pass(joules);
        _counter.Outcome = ReadOutcome.Ok;
    }

    private void Ends(double joules, TrackState state)
    {
        _track.Finish(_clock.GetTimestamp());
        Assert.Equal(Energy.FromJoules(joules), _track.Total);
        Assert.Equal(_track.Total, _track.Pending);
        Assert.Equal(state, _track.State);
    }
}
