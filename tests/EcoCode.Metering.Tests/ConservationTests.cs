using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Quantities;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Metering.Tests;

/// <summary>Nothing is lost or invented, whatever happens: what everyone is charged sums to what was measured, to the microjoule, at every settlement.</summary>
public sealed class ConservationTests
{
    private const int Ticks = 60;

    [Theory]
    [InlineData(AttributionMode.Busy)]
    [InlineData(AttributionMode.Capacity)]
    [InlineData(AttributionMode.Marginal)]
    public void Tree_others_and_idle_sum_to_what_was_measured_at_every_tick(AttributionMode mode)
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (seed, platform) =>
        {
            var machine = new RandomMachine(seed, platform);
            Meter meter = machine.Begin(new MeterOptions { Mode = mode, Baseline = Power.FromWatts(20), MostEndedRows = 3 });
            int settled = 0;
            for (int tick = 1; tick <= Ticks; tick++)
            {
                machine.Live();
                meter.Tick(last: tick == Ticks, expected: TimeSpan.FromSeconds(1));
                MeterResult result = meter.Result();
                if (result.Duration < machine.Elapsed) continue;
                settled++;
                Energy tree = Sum(result.Tracks, track => track.Tree);
                Assert.Equal(machine.Settle(), Sum(result.Tracks, track => track.Tree + track.Others + track.Idle));
                Assert.Equal(tree, result.Processes.Aggregate(result.UnseenEnergy, (sum, charge) => sum + charge.Energy));
                Assert.Equal(tree, meter.Latest.Energy);
                Assert.All(result.Processes, charge => Assert.True(charge.GpuEnergy >= Energy.Zero && charge.GpuEnergy <= charge.Energy));
                Assert.All(result.Processes, charge => Assert.True(charge.Energy >= Energy.Zero));
                Assert.All(result.Tracks, track => Assert.True(
                    track.Tree >= Energy.Zero && track.Own >= Energy.Zero && track.Own <= track.Others && track.Idle >= Energy.Zero));
            }

            // Some ticks are too early for coarse clocks, or the machine's time can't be told.
            Assert.InRange(settled, Ticks / 4, Ticks);
        }).QuickCheckThrowOnFailure();

    private static Energy Sum(IReadOnlyList<SourceTrack> tracks, Func<SourceTrack, Energy> part)
        => tracks.Aggregate(Energy.Zero, (sum, track) => sum + part(track));
}
