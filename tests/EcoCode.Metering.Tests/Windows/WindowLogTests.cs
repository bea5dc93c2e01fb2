using EcoCode.Metering.Windows;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests.Windows;

/// <summary>A machine that draws 10 W, all of it the tree's, where nothing else is said.</summary>
public sealed class WindowLogTests
{
    private const int Nobody = 0;

    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _counter;
    private readonly TreeProcess _process;

    public WindowLogTests()
    {
        _counter = _machine.HasCpuCounter();
        _process = _machine.Tree.Bear(1, 0);
    }

    private long Now => _machine.Clock.GetTimestamp();

    [Fact]
    public void Nested_and_overlapping_windows_each_have_their_own_energy()
    {
        Meter meter = _machine.Begin();
        Steady(meter, 0.35);
        int outer = meter.Windows.Begin("outer", Now, Nobody);
        Steady(meter, 0.5);
        int inner = meter.Windows.Begin("inner", Now, Nobody);
        Steady(meter, 0.3);
        int across = meter.Windows.Begin("across", Now, Nobody);
        Steady(meter, 0.2);
        Assert.Equal(5, End(meter, inner).Energy.Joules);
        Steady(meter, 0.65);
        Assert.Equal(16.5, End(meter, outer).Energy.Joules);
        Steady(meter, 0.5);
        Assert.Equal(13.5, End(meter, across).Energy.Joules);
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
    public void Moments_between_ticks_lie_on_the_straight_line_between_them()
    {
        // The power is 5 W/s · t. Ticks come every 0.1 s; a moment is off by no more than the bend of the parabola within one, 5 W/s · (0.1 s)² / 8.
        Meter meter = _machine.Begin();
        long from = 0, to = 0;
        for (int i = 1; i <= 300; i++)
        {
            double now = i * 0.01;
            _counter.Count(Energy.FromJoules(2.5 * ((now * now) - ((now - 0.01) * (now - 0.01)))));
            _machine.Work(_process, Seconds(0.01));
            _machine.Clock.Pass(Seconds(0.01));
            if (i == 73) from = Now;
            if (i == 246) to = Now;
            if (i % 10 == 0) meter.Tick(last: i == 300, Seconds(0.1));
        }

        int window = meter.Windows.Begin("window", from, Nobody);
        WindowFigures figures = meter.Windows.End(window, to, Nobody)!;
        double truth = 2.5 * ((2.46 * 2.46) - (0.73 * 0.73));
        Assert.InRange(figures.Energy.Joules - truth, -2 * 0.00625, 2 * 0.00625);
        Assert.Equal(Seconds(1.73), figures.Duration);
    }

    [Fact]
    public void A_moment_of_long_ago_lies_between_seconds()
    {
        // 2,000 s at 10 Hz, of which every second draws as many watts as it is old: no row is more than a second from the next for half an hour.
        Meter meter = _machine.Begin();
        meter.Windows.Expect();
        for (int i = 0; i < 20_000; i++)
        {
            _counter.Count(Energy.FromJoules(0.1 * (i / 10 % 100)));
            _machine.Work(_process, Seconds(0.1));
            _machine.Tick(meter, Seconds(0.1));
        }

        long begin = meter.Begun + Seconds(500.5).Ticks, end = meter.Begun + Seconds(503.5).Ticks;
        double truth = (0.5 * 0) + 1 + 2 + (0.5 * 3);
        Assert.InRange(meter.Windows.EnergyAt(end).Joules - meter.Windows.EnergyAt(begin).Joules, truth - 1, truth + 1);
    }

    [Fact]
    public void A_window_left_open_ends_with_the_run_and_one_begun_after_it_is_empty()
    {
        Meter meter = _machine.Begin();
        Steady(meter, 1);
        meter.Windows.Begin("open", Now, Nobody);
        Steady(meter, 1, last: true);
        _machine.Clock.Pass(Seconds(1));
        meter.Windows.Begin("late", Now, Nobody);
        Assert.Equal(
            [new Phase("open", Seconds(1), Seconds(2), Energy.FromJoules(10)), new Phase("late", Seconds(2), Seconds(2), Energy.Zero)],
            meter.Result().Phases);
    }

    [Fact]
    public void A_window_begun_before_the_run_begins_with_it_and_says_what_was_not_measured()
    {
        long early = Now;
        _machine.Clock.Pass(Seconds(5));
        Meter meter = _machine.Begin();
        int window = meter.Windows.Begin("early", early, Nobody);
        Steady(meter, 1);
        WindowFigures figures = End(meter, window);
        Assert.Equal((Seconds(5), Seconds(1), Energy.FromJoules(10)), (figures.Unmeasured, figures.Duration, figures.Energy));
    }

    [Fact]
    public void Ending_twice_or_what_never_began_is_told()
    {
        Meter meter = _machine.Begin();
        int window = meter.Windows.Begin("window", Now, Nobody);
        Steady(meter, 1);
        Assert.NotNull(meter.Windows.End(window, Now, Nobody));
        Assert.Null(meter.Windows.End(window, Now, Nobody));
        Assert.Null(meter.Windows.Read(window, Nobody));
        Assert.Null(meter.Windows.End(window + 1, Now, Nobody));
        Assert.Equal(0, meter.Windows.Open);
    }

    [Fact]
    public void An_end_before_the_begin_is_the_begin()
    {
        Meter meter = _machine.Begin();
        Steady(meter, 1);
        int window = meter.Windows.Begin("window", Now, Nobody);
        Assert.Equal((TimeSpan.Zero, Energy.Zero), (meter.Windows.End(window, meter.Begun, Nobody) is { } figures ? (figures.Duration, figures.Energy) : default));
    }

    [Fact]
    public void What_was_not_settled_yet_is_once_someone_asks()
    {
        // A clock of 10 ms grains would have the next settlement wait for a second of CPU time.
        _machine.Cpu.Grain = TimeSpan.FromMilliseconds(10);
        Meter meter = _machine.Begin();
        Steady(meter, 0.1);
        Assert.Equal(meter.Begun, meter.Windows.Settled);
        meter.SettleNext();
        Steady(meter, 0.1);
        Assert.Equal((Now, Energy.FromJoules(2)), (meter.Windows.Settled, meter.Windows.Read(null, Nobody)!.Energy));
    }

    [Fact]
    public void Marks_tell_the_energy_between_them_and_go_on_where_they_ended()
    {
        Meter meter = _machine.Begin();
        Steady(meter, 1);
        long[] first = [Now - Seconds(0.5).Ticks, Now - Seconds(0.2).Ticks, Now];
        Assert.True(meter.Windows.TryMark("step", first, out IReadOnlyList<Energy> energies));
        Assert.Equal([3, 2], energies.Select(energy => energy.Joules));
        Steady(meter, 1);
        Assert.True(meter.Windows.TryMark("step", [Now], out energies));
        Assert.Equal([10], energies.Select(energy => energy.Joules));
        Assert.False(meter.Windows.TryMark("step", [Now - 1], out _));
        Assert.Equal([new StepFigures("step", 3, Energy.FromJoules(15), Energy.FromJoules(2), Energy.FromJoules(10))], meter.Result().Steps);
    }

    [Fact]
    public void What_lies_before_marks_that_begin_anew_is_no_step()
    {
        Meter meter = _machine.Begin();
        Steady(meter, 1);
        Assert.True(meter.Windows.TryMark("step", [Now - Seconds(0.5).Ticks, Now - Seconds(0.2).Ticks], out _, anew: true));
        Steady(meter, 1);
        Assert.True(meter.Windows.TryMark("step", [Now - Seconds(0.4).Ticks, Now], out IReadOnlyList<Energy> energies, anew: true));
        Assert.Equal([4], energies.Select(energy => energy.Joules));
        Steady(meter, 1);
        Assert.True(meter.Windows.TryMark("step", [Now], out energies));
        Assert.Equal([10], energies.Select(energy => energy.Joules));
        Assert.Equal([new StepFigures("step", 3, Energy.FromJoules(17), Energy.FromJoules(3), Energy.FromJoules(10))], meter.Result().Steps);
    }

    [Fact]
    public void A_step_that_began_before_the_run_is_none_and_not_one_of_no_energy()
    {
        Meter meter = _machine.Begin();
        Steady(meter, 1);
        long begun = meter.Begun;
        Assert.True(meter.Windows.TryMark("step", [begun - Seconds(2).Ticks, begun - Seconds(1).Ticks], out IReadOnlyList<Energy> energies));
        Assert.Empty(energies);
        Assert.True(meter.Windows.TryMark("step", [begun + Seconds(0.5).Ticks, Now], out energies));
        Assert.Equal([5], energies.Select(energy => energy.Joules));
        Assert.Equal([new StepFigures("step", 1, Energy.FromJoules(5), Energy.FromJoules(5), Energy.FromJoules(5))], meter.Result().Steps);
    }

    [Fact]
    public void A_process_has_the_part_of_its_own_branch()
    {
        TreeProcess left = _machine.Tree.Bear(2, 1), right = _machine.Tree.Bear(3, 1);
        Meter meter = _machine.Begin();
        Share(meter, left, right);
        int window = meter.Windows.Begin("window", Now, 3);
        TreeProcess child = _machine.Tree.Bear(4, 3);
        Share(meter, left, right, child, child);
        WindowFigures figures = meter.Windows.Read(window, 3)!;
        Assert.Equal((10, 7.5), (figures.Energy.Joules, figures.Own!.Value.Joules));

        // From here on it is followed, to the microjoule.
        Share(meter, left, child);
        Assert.Equal((20, 12.5), (meter.Windows.Read(window, 3)!.Energy.Joules, meter.Windows.Read(window, 3)!.Own!.Value.Joules));
        Assert.Equal(20, meter.Windows.Read(window, 1)!.Own!.Value.Joules);
        Assert.Null(meter.Windows.Read(window, 99)!.Own);
    }

    [Fact]
    public void A_branch_keeps_what_was_of_its_ended_processes()
    {
        TreeProcess left = _machine.Tree.Bear(2, 1), right = _machine.Tree.Bear(3, 1), child = _machine.Tree.Bear(4, 3);
        Meter meter = _machine.Begin();
        Share(meter, left, right);
        int window = meter.Windows.Begin("window", Now, 3);
        Assert.Equal(0, meter.Windows.Read(window, 3)!.Own!.Value.Joules);
        Share(meter, left, child);
        ScriptedTree.End(child);
        Share(meter, left);
        meter.SumUp([child]);
        Share(meter, right);
        Assert.Equal(15, meter.Windows.Read(window, 3)!.Own!.Value.Joules);
    }

    /// <summary>A second of 10 J, of equal work of each.</summary>
    private void Share(Meter meter, params TreeProcess[] working)
    {
        foreach (TreeProcess process in working) _machine.Work(process, Seconds(1.0 / working.Length));
        _counter.Count(Energy.FromJoules(10));
        _machine.Tick(meter, Seconds(1));
    }

    private WindowFigures End(Meter meter, int window) => meter.Windows.End(window, Now, Nobody)!;

    /// <summary>A while at 10 W, and a tick.</summary>
    private void Steady(Meter meter, double seconds, bool last = false)
    {
        _counter.Count(Energy.FromJoules(10 * seconds));
        _machine.Work(_process, Seconds(seconds));
        _machine.Tick(meter, Seconds(seconds), last);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
