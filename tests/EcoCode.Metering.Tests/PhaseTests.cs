using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests;

/// <summary>A machine that draws 5 W/s · t, all of it the tree's, so that the energy until t is 2.5 J/s² · t²; or 10 W, where that is said.</summary>
public sealed class PhaseTests
{
    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _counter;
    private readonly TreeProcess _process;

    public PhaseTests()
    {
        _counter = _machine.HasCpuCounter();
        _process = _machine.Tree.Bear(1, 0);
    }

    [Fact]
    public void Nested_and_overlapping_windows_each_have_their_own_energy()
    {
        Meter meter = _machine.Begin();
        Steady(meter, 0.35);
        int outer = meter.Phases.Begin("outer");
        Steady(meter, 0.5);
        int inner = meter.Phases.Begin("inner");
        Steady(meter, 0.3);
        int across = meter.Phases.Begin("across");
        Steady(meter, 0.2);
        meter.Phases.End(inner);
        Steady(meter, 0.65);
        meter.Phases.End(outer);
        Steady(meter, 0.5);
        meter.Phases.End(across);
        Steady(meter, 0.5, last: true);
        Assert.Equal(
            [
                new Phase("outer", Seconds(0.35), Seconds(2), Energy.FromJoules(16.5)),
                new Phase("inner", Seconds(0.85), Seconds(1.35), Energy.FromJoules(5)),
                new Phase("across", Seconds(1.15), Seconds(2.5), Energy.FromJoules(13.5)),
            ],
            meter.Result().Phases);
    }

    [Fact]
    public void Marks_between_ticks_lie_on_the_straight_line_between_them()
    {
        // Ticks come every 0.1 s; a mark is off by no more than the bend of the parabola within one, 5 W/s · (0.1 s)² / 8.
        Meter meter = _machine.Begin();
        int window = -1;
        for (int i = 1; i <= 300; i++)
        {
            double now = i * 0.01;
            _counter.Count(Energy.FromJoules(2.5 * ((now * now) - ((now - 0.01) * (now - 0.01)))));
            _machine.Work(_process, Seconds(0.01));
            _machine.Clock.Pass(Seconds(0.01));
            if (i == 73) window = meter.Phases.Begin("window");
            if (i == 246) meter.Phases.End(window);
            if (i % 10 == 0) meter.Tick(last: i == 300, Seconds(0.1));
        }

        double truth = 2.5 * ((2.46 * 2.46) - (0.73 * 0.73));
        Assert.InRange(Assert.Single(meter.Result().Phases).Energy.Joules - truth, -2 * 0.00625, 2 * 0.00625);
    }

    [Fact]
    public void A_window_left_open_ends_with_the_run_and_one_begun_after_it_is_empty()
    {
        Meter meter = _machine.Begin();
        Steady(meter, 1);
        meter.Phases.Begin("open");
        Steady(meter, 1, last: true);
        _machine.Clock.Pass(Seconds(1));
        meter.Phases.Begin("late");
        Assert.Equal(
            [new Phase("open", Seconds(1), Seconds(2), Energy.FromJoules(10)), new Phase("late", Seconds(2), Seconds(2), Energy.Zero)],
            meter.Result().Phases);
    }

    [Fact]
    public void A_window_ended_after_the_last_tick_ends_with_the_run()
    {
        Meter meter = _machine.Begin();
        int window = meter.Phases.Begin("window");
        Steady(meter, 1, last: true);
        _machine.Clock.Pass(Seconds(1));
        meter.Phases.End(window);
        Assert.Equal([new Phase("window", Seconds(0), Seconds(1), Energy.FromJoules(10))], meter.Result().Phases);
    }

    [Fact]
    public void A_window_begun_before_the_first_reading_begins_with_the_run()
    {
        var log = new PhaseLog(_machine.Clock);
        int window = log.Begin("early");
        _machine.Clock.Pass(Seconds(5));
        log.Start(_machine.Clock.GetTimestamp());
        _machine.Clock.Pass(Seconds(1));
        log.End(window);
        _machine.Clock.Pass(Seconds(1));
        log.Advance(_machine.Clock.GetTimestamp(), Energy.FromJoules(20));
        Assert.Equal([new Phase("early", Seconds(0), Seconds(1), Energy.FromJoules(10))], log.Read());
    }

    [Fact]
    public void Ending_twice_or_what_never_began_changes_nothing()
    {
        Meter meter = _machine.Begin();
        int window = meter.Phases.Begin("window");
        Steady(meter, 1);
        meter.Phases.End(window);
        Steady(meter, 1, last: true);
        meter.Phases.End(window);
        meter.Phases.End(window + 1);
        meter.Phases.End(-1);
        Assert.Equal([new Phase("window", Seconds(0), Seconds(1), Energy.FromJoules(10))], meter.Result().Phases);
    }

    [Fact]
    public void Many_threads_may_mark_at_once()
    {
        Meter meter = _machine.Begin();
        Parallel.For(0, 1000, i => meter.Phases.End(meter.Phases.Begin("window")));
        Steady(meter, 1, last: true);
        IReadOnlyList<Phase> phases = meter.Result().Phases;
        Assert.Equal(1000, phases.Count);
        Assert.All(phases, phase => Assert.Equal((Seconds(0), Seconds(0), Energy.Zero), (phase.Start, phase.End, phase.Energy)));
    }

    /// <summary>A while at 10 W, and a tick.</summary>
    private void Steady(Meter meter, double seconds, bool last = false)
    {
        _counter.Count(Energy.FromJoules(10 * seconds));
        _machine.Work(_process, Seconds(seconds));
        _machine.Tick(meter, Seconds(seconds), last);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
