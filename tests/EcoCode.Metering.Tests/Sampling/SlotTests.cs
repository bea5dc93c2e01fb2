using EcoCode.Host;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Sampling;

/// <summary>A CPU with two candidates: the better one is on trial for half a second.</summary>
public sealed class SlotTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _better = new("better"), _worse = new("worse");
    private readonly TreeProcess _process;

    public SlotTests()
    {
        _machine.Has(Component.Cpu, Source(_better), Source(_worse));
        _process = _machine.Tree.Bear(1, 0);
    }

    [Fact]
    public void A_candidate_that_proves_itself_is_kept_and_the_other_is_no_longer_read()
    {
        Meter meter = _machine.Begin();
        for (int i = 0; i < 6; i++) Tick(meter, better: 2, worse: 3);
        int reads = _worse.Reads;
        Tick(meter, better: 2, worse: 3, last: true);
        Assert.Equal(reads, _worse.Reads);
        Becomes(meter, ("better", 14));
        Assert.Empty(meter.Result().Dropped);
    }

    [Fact]
    public void A_frozen_one_gives_way_to_the_next_with_all_since_the_start()
    {
        Meter meter = _machine.Begin();
        for (int i = 0; i < 10; i++) Tick(meter, better: 0, worse: 3, last: i == 9);
        Becomes(meter, ("worse", 30));
        DropsBetter(meter, "its counter does not move");
    }

    [Fact]
    public void A_frozen_model_is_not_suspect_since_an_idle_one_may_be_at_zero()
    {
        var machine = new ScriptedMachine();
        machine.Has(Component.Cpu, Source(_better) with { Provenance = Provenance.Modelled }, Source(_worse));
        Meter meter = machine.Begin();
        machine.Tick(meter, 10 * Tenth, last: true);
        Assert.Empty(meter.Result().Dropped);
    }

    [Fact]
    public void What_was_shared_out_before_an_absurd_jump_is_not_counted_twice()
    {
        Meter meter = _machine.Begin();
        Tick(meter, better: 2, worse: 3);
        Tick(meter, better: 2, worse: 3);
        Tick(meter, better: 5000, worse: 3);
        Tick(meter, better: 2, worse: 3, last: true);
        Becomes(meter, ("better", 4), ("worse", 8));
        DropsBetter(meter, "it shows more power than the device can draw");
    }

    [Fact]
    public void What_is_missing_from_one_that_gave_way_is_missing_from_no_figure()
    {
        Meter meter = _machine.Begin();
        Tick(meter, better: 2, worse: 3);
        Tick(meter, better: 5000, worse: 3, last: true);
        MeterResult result = meter.Result();
        Assert.Equal(["better", "worse"], result.Tracks.Select(track => track.Source.Id.Value));
        Assert.Equal(["worse"], result.Kept.Select(track => track.Source.Id.Value));
    }

    [Fact]
    public void A_reset_after_the_trial_is_survived()
    {
        Meter meter = _machine.Begin();
        for (int i = 0; i < 6; i++) Tick(meter, better: 2, worse: 3);
        Tick(meter, better: 5000, worse: 3);
        Tick(meter, better: 2, worse: 3, last: true);
        Becomes(meter, ("better", 14));
        Assert.Equal(1, Assert.Single(meter.Result().Kept).State.Resets);
    }

    [Fact]
    public void One_that_cannot_be_read_at_the_begin_is_not_tried()
    {
        _better.Outcome = ReadOutcome.Denied;
        Meter meter = _machine.Begin();
        _better.Outcome = ReadOutcome.Ok;
        Tick(meter, better: 2, worse: 3, last: true);
        Becomes(meter, ("worse", 3));
        DropsBetter(meter, "it can't be read");
    }

    [Fact]
    public void One_that_vanishes_within_the_trial_gives_way_at_its_end()
    {
        Meter meter = _machine.Begin();
        Tick(meter, better: 2, worse: 3);
        _better.Outcome = ReadOutcome.Gone;
        for (int i = 0; i < 5; i++) Tick(meter, better: 2, worse: 3, last: i == 4);
        Becomes(meter, ("better", 2), ("worse", 16));
        DropsBetter(meter, "it can't be read any more");
    }

    [Fact]
    public void One_that_comes_back_within_the_trial_is_kept()
    {
        Meter meter = _machine.Begin();
        Tick(meter, better: 2, worse: 3);
        _better.Outcome = ReadOutcome.Gone;
        Tick(meter, better: 2, worse: 3);
        _better.Outcome = ReadOutcome.Ok;
        for (int i = 0; i < 5; i++) Tick(meter, better: 2, worse: 3, last: i == 4);
        Becomes(meter, ("better", 14));
    }

    [Fact]
    public void A_run_of_200_ms_is_long_enough_to_see_that_a_counter_is_frozen()
    {
        Meter meter = _machine.Begin();
        Tick(meter, better: 0, worse: 3);
        Tick(meter, better: 0, worse: 3, last: true);
        Becomes(meter, ("worse", 6));
        DropsBetter(meter, "its counter does not move");
    }

    [Fact]
    public void A_run_of_10_ms_is_not()
    {
        Meter meter = _machine.Begin();
        _machine.Tick(meter, Tenth / 10, last: true);
        Assert.Empty(meter.Result().Dropped);
    }

    [Fact]
    public void The_last_candidate_is_never_dropped()
    {
        _better.Outcome = _worse.Outcome = ReadOutcome.Gone;
        Meter meter = _machine.Begin();
        for (int i = 0; i < 6; i++) Tick(meter, better: 2, worse: 3, last: i == 5);
        MeterResult result = meter.Result();
        Assert.Equal("worse", Assert.Single(result.Tracks).Source.Id.Value);
        Assert.Equal(6 * Tenth, result.Tracks[0].State.Missing);
        DropsBetter(meter, "it can't be read");
    }

    [Fact]
    public void A_baseline_shorter_than_the_trial_leaves_nothing_of_itself_to_a_successor()
    {
        Meter meter = _machine.Begin(new MeterOptions { Mode = AttributionMode.Marginal });
        _worse.Count(Energy.FromJoules(1));
        _machine.Clock.Pass(Tenth);
        meter.TakeBaseline();
        for (int i = 0; i < 6; i++) Tick(meter, better: 0, worse: 3, last: i == 5);
        SourceTrack track = Assert.Single(meter.Result().Tracks);
        Assert.Equal((12.0, 6.0), (track.Tree.Joules, track.Idle.Joules));
    }

    private void Tick(Meter meter, double better, double worse, bool last = false)
    {
        _better.Count(Energy.FromJoules(better));
        _worse.Count(Energy.FromJoules(worse));
        _machine.Work(_process, Tenth);
        _machine.Tick(meter, Tenth, last);
    }

    private static void Becomes(Meter meter, params (string Id, double Joules)[] expected)
        => Assert.Equal(expected, meter.Result().Tracks.Select(track => (track.Source.Id.Value, track.Tree.Joules)));

    private void DropsBetter(Meter meter, string reason)
    {
        (SourceTrack track, string why) = Assert.Single(meter.Result().Dropped);
        Assert.Equal((_better.Id, reason), (track.Source.Id, why));
    }
}
