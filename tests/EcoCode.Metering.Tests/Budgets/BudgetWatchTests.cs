using EcoCode.Metering.Budgets;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;

namespace EcoCode.Metering.Tests.Budgets;

public sealed class BudgetWatchTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void A_budget_is_told_once_when_it_is_near_and_once_when_it_is_used_up()
    {
        var watch = new BudgetWatch([Joules(100)]);
        var told = new List<(double Used, bool Reached)>();
        for (int joules = 0; joules <= 150; joules += 5)
        {
            while (watch.Compare(Energy.FromJoules(joules), TimeSpan.FromSeconds(joules)) is { } use) told.Add((use.Used, use.ReachedAt is not null));
        }

        Assert.Equal([(80, false), (100, true)], told);
        Assert.Equal((150, TimeSpan.FromSeconds(100)), (watch.Read()[0].Used, watch.Read()[0].ReachedAt));
    }

    [Fact]
    public void What_is_reached_in_one_leap_is_not_first_called_near()
    {
        var watch = new BudgetWatch([Joules(100)]);
        Assert.NotNull(watch.Compare(Energy.FromJoules(120), Tenth)!.ReachedAt);
        Assert.Null(watch.Compare(Energy.FromJoules(130), Tenth));
    }

    [Fact]
    public void Several_budgets_are_told_each()
    {
        var watch = new BudgetWatch([Joules(10), new Budget(BudgetKind.Co2e, 2, "g", (energy, _) => energy.Joules * 0.2), new Budget(BudgetKind.Time, 60, "s", (_, time) => time.TotalSeconds)]);
        var told = new List<BudgetKind>();
        while (watch.Compare(Energy.FromJoules(10), Tenth) is { } use) told.Add(use.Budget.Kind);
        Assert.Equal([BudgetKind.Energy, BudgetKind.Co2e], told);
        Assert.Equal([10, 2, 0.1], watch.Read().Select(use => use.Used));
    }

    [Fact]
    public void A_comparison_without_news_allocates_nothing()
    {
        var watch = new BudgetWatch([Joules(1e9), new Budget(BudgetKind.Time, 1e9, "s", static (_, time) => time.TotalSeconds)]);
        Compare();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Compare();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Compare()
        {
            Assert.Null(watch.Compare(Energy.FromJoules(5), Tenth));
            _ = watch.MayTell(Energy.FromJoules(6));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void A_meter_never_tells_a_used_up_budget_later_than_one_tick_however_coarse_the_clock(int grainMilliseconds)
    {
        var random = new Random(20260822 + grainMilliseconds);
        for (int round = 0; round < 200; round++)
        {
            var machine = new ScriptedMachine();
            machine.Cpu.Grain = TimeSpan.FromMilliseconds(grainMilliseconds);
            ScriptedCounter counter = machine.HasCpuCounter();
            TreeProcess process = machine.Tree.Bear(1, 0);
            double limit = 1 + (random.NextDouble() * 200);
            var watch = new BudgetWatch([Joules(limit)]);
            Meter meter = machine.Begin(new MeterOptions { MayTell = watch.MayTell });
            double used = 0, tick = 0;
            bool reached = false;
            while (!reached)
            {
                // The tree is alone on the machine, so that all of the energy is its.
                tick = random.NextDouble() * 10;
                used += tick;
                counter.Count(Energy.FromJoules(tick));
                machine.Work(process, Tenth);
                machine.Tick(meter, Tenth);
                while (watch.Compare(meter.Latest.Energy, meter.Latest.Elapsed) is { } use) reached |= use.ReachedAt is not null;
                Assert.True(reached == used >= limit || Math.Abs(used - limit) < 1e-4, $"round {round}: {used} of {limit} J, reached {reached}");
            }

            Assert.InRange(used, limit - 1e-4, limit + tick);
        }
    }

    private static Budget Joules(double limit) => new(BudgetKind.Energy, limit, "J", static (energy, _) => energy.Joules);
}
