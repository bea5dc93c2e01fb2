using EcoCode.Metering.Sampling;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Sampling;

/// <summary>Whoever waits on the scripted handle lets the scripted time pass, so a sampler of hours runs at once and always the same.</summary>
public sealed class SamplerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();
    private readonly List<TimeSpan> _ticks = [];
    private readonly long _start;

    public SamplerTests() => _start = _machine.Clock.GetTimestamp();

    private TimeSpan Now => _machine.Clock.GetElapsedTime(_start);

    [Fact]
    public void It_ticks_on_schedule_and_once_more_when_it_is_over()
    {
        ScriptedCounter counter = _machine.HasCpuCounter();
        Meter meter = Run(Second, over: 3.5 * Second);
        Assert.Equal([Second, 2 * Second, 3 * Second], _ticks);
        Assert.Equal(3.5 * Second, meter.Result().Duration);
        Assert.Equal(1 + 3 + 1, counter.Reads);
    }

    [Fact]
    public void What_is_over_at_once_is_still_read_at_its_end()
    {
        Meter meter = Run(Second, over: TimeSpan.Zero);
        Assert.Empty(_ticks);
        Assert.Equal(TimeSpan.Zero, meter.Result().Duration);
    }

    [Fact]
    public void A_wake_that_was_not_the_end_moves_no_tick()
    {
        _machine.HasCpuCounter();
        Run(Second, over: 2.5 * Second, wakes: [0.3 * Second, 1.9 * Second]);
        Assert.Equal([Second, 2 * Second], _ticks);
    }

    [Fact]
    public void It_wakes_between_rare_ticks_to_read_counters_before_they_wrap()
    {
        // 1 kW at most: 10 kJ last 10 s, so half of that is the longest that may pass.
        var counter = new ScriptedCounter("small", Energy.FromJoules(10_000));
        _machine.Has(Component.Cpu, Source(counter));
        _machine.Tree.Bear(1, 0);
        Meter meter = Run(60 * Second, over: 61 * Second, passing: step => counter.Count(Power.FromWatts(900) * step));
        Assert.Equal([60 * Second], _ticks);
        SourceTrack track = Assert.Single(meter.Result().Tracks);
        Assert.Equal(61 * 900, track.Total.Joules, precision: 3);
        Assert.Equal((5, TimeSpan.Zero), (track.State.Wraps, track.State.Uncertain));
    }

    [Fact]
    public void It_wakes_between_rare_ticks_to_read_gauges_while_they_change()
    {
        var gauge = new ScriptedGauge("gauge") { Watts = 10 };
        _machine.Has(Component.Cpu, Source(gauge));
        Meter meter = Run(60 * Second, over: 60 * Second, passing: _ => gauge.Watts = Now < 30 * Second ? 10 : 20);
        SourceTrack track = Assert.Single(meter.Result().Tracks);
        Assert.Equal(900, track.Total.Joules, tolerance: 10);
        Assert.Equal(TimeSpan.Zero, track.State.Missing);
    }

    [Fact]
    public void After_a_stall_it_goes_on_at_its_pace_instead_of_catching_up()
    {
        _machine.HasCpuCounter();
        Run(Second, over: 14 * Second, ticked: () =>
        {
            if (_ticks.Count == 2) _machine.Clock.Pass(7.5 * Second);
        });
        Assert.Equal([Second, 2 * Second, 10.5 * Second, 11.5 * Second, 12.5 * Second, 13.5 * Second], _ticks);
    }

    [Fact]
    public void Costly_ticks_come_rarer()
    {
        _machine.HasCpuCounter();
        var governor = new Governor(Second, 0.01);
        Run(Second, over: 60 * Second, passing: _ => _machine.Own += Second / 25, governor: governor);
        Assert.True(governor.Stretched);
        Assert.Equal(5, (_ticks[^1] - _ticks[^2]).TotalSeconds, precision: 1);
    }

    [Fact]
    public void What_is_done_with_a_tick_does_not_make_the_next_come_later()
    {
        _machine.HasCpuCounter();
        var governor = new Governor(Second, 0.01);
        Run(Second, over: 60 * Second, ticked: () => _machine.Own += Second / 25, governor: governor);
        Assert.False(governor.Stretched);
    }

    [Fact]
    public void Ticks_on_demand_come_when_they_are_wanted_and_move_none_of_the_schedule()
    {
        _machine.HasCpuCounter();
        var demand = new ScriptedDemand(_machine.Clock, [0.3 * Second, 0.7 * Second, 0.7 * Second, 1.999 * Second]);
        Run(Second, over: 3.5 * Second, wakes: [0.3 * Second, 0.7 * Second], demand: demand);
        Assert.Equal([0.3 * Second, 0.7 * Second, 0.7 * Second, Second, 1.999 * Second, 2 * Second, 3 * Second], _ticks);
    }

    [Fact]
    public void Ticks_on_demand_do_not_count_against_the_budget()
    {
        _machine.HasCpuCounter();
        var governor = new Governor(Second, 0.01);
        TimeSpan[] wanted = [.. Enumerable.Range(0, 600).Select(tick => (0.05 + (0.1 * tick)) * Second)];
        var demand = new ScriptedDemand(_machine.Clock, wanted) { Taken = () => _machine.Own += Second / 100 };
        Run(Second, over: 60 * Second, governor: governor, demand: demand);
        Assert.False(governor.Stretched);
        Assert.Equal(600 + 59, _ticks.Count);
    }

    private Meter Run(
        TimeSpan interval, TimeSpan over, TimeSpan[]? wakes = null, Action<TimeSpan>? passing = null, Action? ticked = null, Governor? governor = null, ITickDemand? demand = null)
    {
        Meter meter = _machine.Begin();
        var wake = new ScriptedWait(_machine.Clock, [.. wakes ?? [], over], passing ?? (_ => { }));
        new Sampler(meter, interval, governor ?? new Governor(interval, 1), () => _machine.Own, _machine.Clock).Run(wake.Wait, () => Now >= over, () =>
        {
            _ticks.Add(Now);
            ticked?.Invoke();
        }, demand);
        return meter;
    }

    /// <summary>Wants ticks at given times.</summary>
    private sealed class ScriptedDemand(ManualClock clock, TimeSpan[] times) : ITickDemand
    {
        private readonly long _start = clock.GetTimestamp();
        private int _next;

        public TimeSpan Attend() => _next < times.Length ? times[_next] - clock.GetElapsedTime(_start) : TimeSpan.MaxValue;

        /// <summary>What it costs.</summary>
        internal Action Taken { get; init; } = () => { };

        public void Taking()
        {
            _next++;
            Taken();
        }
    }

    /// <summary>A wait that is woken at given times, and passes time until then, or until the wait times out.</summary>
    private sealed class ScriptedWait(ManualClock clock, TimeSpan[] wakes, Action<TimeSpan> passing)
    {
        private readonly long _start = clock.GetTimestamp();

        internal bool Wait(TimeSpan timeout)
        {
            TimeSpan now = clock.GetElapsedTime(_start);
            TimeSpan next = wakes.Where(wake => wake > now).DefaultIfEmpty(TimeSpan.MaxValue).Min();
            bool woken = next - now <= timeout;
            TimeSpan step = woken ? next - now : timeout;
            clock.Pass(step);
            passing(step);
            return woken;
        }
    }
}
