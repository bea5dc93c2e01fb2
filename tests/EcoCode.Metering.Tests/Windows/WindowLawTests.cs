using EcoCode.Metering.Windows;
using EcoCode.Quantities;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Metering.Tests.Windows;

/// <summary>Whatever a machine does and whenever windows are asked about: they sum, to the microjoule.</summary>
public sealed class WindowLawTests
{
    private const int Ticks = 60, Nobody = 0;

    [Fact]
    public void Windows_that_follow_each_other_sum_to_the_one_around_them()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (seed, platform) =>
        {
            var random = new Random(seed);
            var machine = new RandomMachine(seed, platform);
            Meter meter = machine.Begin(new MeterOptions { MostEndedRows = 3 });
            if (random.Next(2) == 0) meter.Windows.Expect();
            WindowLog windows = meter.Windows;
            long outerFrom = meter.Begun, last = outerFrom;
            int outer = windows.Begin("outer", outerFrom, Nobody);
            Energy inner = Energy.Zero;
            var steps = new List<long> { outerFrom };
            for (int tick = 1; tick <= Ticks; tick++)
            {
                machine.Live();
                if (random.Next(3) == 0) meter.SettleNext();
                meter.Tick(last: tick == Ticks, expected: TimeSpan.FromSeconds(1));

                // Windows without a gap, whose ends are moments in the past, told late and in batches.
                for (int windowsNow = random.Next(4); windowsNow > 0 && windows.Settled > last; windowsNow--)
                {
                    int window = windows.Begin("inner", last, random.Next(10));
                    long end = random.NextInt64(last, windows.Settled + 1);
                    WindowFigures figures = windows.End(window, end, random.Next(10))!;
                    Assert.True(figures.Energy >= Energy.Zero && figures.Duration >= TimeSpan.Zero);
                    Assert.Equal(figures.Energy, Sum(figures));
                    Assert.True(figures.Own is null || (figures.Own >= Energy.Zero && figures.Own <= figures.Energy));
                    inner += figures.Energy;
                    last = end;
                    steps.Add(end);
                }
            }

            Assert.True(windows.TryMark("steps", [.. steps], out IReadOnlyList<Energy> marks));
            WindowFigures around = windows.End(outer, last, Nobody)!;
            Assert.Equal(around.Energy, inner);
            Assert.Equal(around.Energy, Sum(around));
            Assert.Equal(meter.Latest.Energy, windows.Read(null, Nobody)!.Energy);

            // Marks are looked up anew, after everything.
            Assert.Equal(steps.Count - 1, marks.Count);
            Assert.Equal(around.Energy, marks.Aggregate(Energy.Zero, (sum, mark) => sum + mark));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Own_parts_of_siblings_are_never_more_than_the_whole()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var machine = new RandomMachine(seed, platform: false);
            Meter meter = machine.Begin(new MeterOptions { MostEndedRows = 1000 });
            var random = new Random(seed);
            for (int tick = 1; tick <= Ticks; tick++)
            {
                machine.Live();
                meter.SettleNext();
                meter.Tick(last: tick == Ticks, expected: TimeSpan.FromSeconds(1));
                int window = meter.Windows.Begin("one", random.NextInt64(meter.Begun, meter.Windows.Settled + 1), random.Next(1, 40));
                Energy all = Energy.Zero;

                // All of a random machine's processes are roots, so their parts exclude each other; the first may be taken for the only one.
                for (int pid = 2; pid <= 64; pid++) all += meter.Windows.Read(null, pid)!.Own ?? Energy.Zero;
                Assert.True(all <= meter.Latest.Energy, $"{all} of {meter.Latest.Energy}");
                Assert.NotNull(meter.Windows.End(window, meter.Windows.Settled, Nobody));
            }
        }).QuickCheckThrowOnFailure();

    private static Energy Sum(WindowFigures figures) => figures.Sources.Aggregate(Energy.Zero, (sum, source) => sum + source.Tree);
}
