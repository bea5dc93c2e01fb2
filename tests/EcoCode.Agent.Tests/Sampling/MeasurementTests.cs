using EcoCode.Agent.Sampling;
using EcoCode.Metering.Sampling;
using EcoCode.Metering.Snapshots;
using EcoCode.Scripted;

namespace EcoCode.Agent.Tests.Sampling;

public sealed class MeasurementTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new();
    private TimeSpan _spent;

    [Fact]
    public void The_pace_tells_ticks_late_ones_and_what_they_cost()
    {
        using Measurement measurement = Begin();
        ISampled sampled = measurement;
        Tick(sampled, Second, cost: 0.004);
        Assert.Equal((1, 0, 0.004), (measurement.Pace.Ticks, measurement.Pace.Late, Math.Round(measurement.Pace.Overhead, 6)));
        Tick(sampled, 1.4 * Second, cost: 0);
        Assert.Equal((2, 0), (measurement.Pace.Ticks, measurement.Pace.Late));
        Tick(sampled, 1.6 * Second, cost: 0);
        Assert.Equal((3, 1), (measurement.Pace.Ticks, measurement.Pace.Late));
        _machine.Clock.Pass(0.25 * Second);
        Assert.Equal(0.25 * Second, measurement.Pace.Since);
    }

    [Fact]
    public void Health_is_bad_before_the_first_tick_and_once_the_sampler_is_stuck()
    {
        using Measurement measurement = Begin();
        Assert.Equal(new Health(false, "the first tick is still to come"), measurement.Health);
        Tick(measurement, Second, cost: 0);
        Assert.True(measurement.Health.Good);
        _machine.Clock.Pass(2.1 * Second);
        Assert.Equal(new Health(false, "the sampler has been stuck for 3.1 s"), measurement.Health);
    }

    [Fact]
    public void It_tells_every_snapshot_on_a_thread_of_its_own_until_it_is_disposed_of()
    {
        var told = new List<(long Number, string? Thread)>();
        MachineMeter meter = _machine.BeginWhole();
        using var enough = new CountdownEvent(3);
        var measurement = new Measurement(meter, TimeSpan.FromMilliseconds(1), 1, () => TimeSpan.Zero, TimeProvider.System);
        measurement.Taken += snapshot =>
        {
            lock (told) told.Add((snapshot.Number, Thread.CurrentThread.Name));
            if (!enough.IsSet) enough.Signal();
        };
        measurement.Awake += () => _machine.Clock.Pass(TimeSpan.FromMilliseconds(1));
        measurement.Start();
        Assert.True(enough.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        measurement.Dispose();
        Assert.Equal([1, 2, 3], told.Take(3).Select(each => each.Number));
        Assert.All(told, each => Assert.Equal("sampler", each.Thread));
    }

    private Measurement Begin()
    {
        _machine.HasCpuCounter();
        return new(_machine.BeginWhole(), Second, 0.01, () => _spent, _machine.Clock);
    }

    private void Tick(ISampled sampled, TimeSpan after, double cost)
    {
        _spent += cost * Second;
        _machine.Clock.Pass(after);
        sampled.Tick(last: false, Second);
    }
}
