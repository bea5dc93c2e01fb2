using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Scripted;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Metering.Tests.Snapshots;

/// <summary>Nothing of a whole machine's energy is lost or invented, whatever happens, at every snapshot.</summary>
public sealed class MachineConservationTests
{
    private const int Ticks = 60;

    [Theory]
    [InlineData(AttributionMode.Busy)]
    [InlineData(AttributionMode.Capacity)]
    [InlineData(AttributionMode.Marginal)]
    public void Processes_and_what_is_nobodys_sum_to_what_was_measured_at_every_snapshot(AttributionMode mode)
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (seed, platform) =>
        {
            var machine = new RandomMachine(seed, platform);
            MachineMeter meter = machine.BeginWhole(new MeterOptions { Mode = mode, Baseline = Power.FromWatts(20) });
            MachineSnapshot? before = null;
            for (int tick = 1; tick <= Ticks; tick++)
            {
                machine.Live();
                meter.Tick(last: tick == Ticks, expected: TimeSpan.FromSeconds(1));
                if (meter.Latest is not { } now || now == before) continue;
                Assert.Equal(machine.Elapsed, now.Elapsed);
                Assert.Equal(machine.Settle(), now.Energy.Total);
                SnapshotLaws.Hold(now, before);
                before = now;
            }

            Assert.InRange(before!.Number, Ticks / 4, Ticks);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_storm_of_short_processes_neither_grows_nor_loses_energy()
    {
        var machine = new ScriptedMachine();
        ScriptedCounter counter = machine.HasCpuCounter();
        MachineMeter meter = machine.BeginWhole();
        TreeProcess shell = machine.Tree.Bear(1, 0, "shell");
        MachineSnapshot? before = null;
        int pid = 100;
        for (int second = 1; second <= 120; second++)
        {
            TreeProcess[] born = new TreeProcess[1000];
            for (int i = 0; i < born.Length; i++)
            {
                born[i] = machine.Tree.Bear(pid++, 1, "short");
                (born[i].UserId, born[i].User) = (1000, "alice");
                born[i].Group = new ProcessGroup { Unit = "build.service" };
                machine.Work(born[i], TimeSpan.FromMilliseconds(1));
            }

            machine.Work(shell, TimeSpan.FromMilliseconds(100));
            counter.Count(Energy.FromJoules(55));
            foreach (TreeProcess process in born) ScriptedTree.End(process);
            machine.Tick(meter, TimeSpan.FromSeconds(1));
            MachineSnapshot now = meter.Latest!;
            Assert.InRange(now.Processes.Count, 1, 2001 + born.Length);
            if (second % 20 == 0) SnapshotLaws.Hold(now, null);
            before = now;
        }

        // 100 ms of 1100 are the shell's, at every tick; all else is of the user and the unit, whether their processes have rows or not.
        Assert.Equal(120 * 55, before!.Energy.Total.Joules);
        Assert.Equal(120 * 5, before.Processes[0].Energy.Total.Joules, 0.001);
        Assert.Equal(120 * 50, before.Groups.Single(group => group is { Kind: GroupKind.User, Id: "1000" }).Energy.Total.Joules, 0.001);
        Assert.Equal(120 * 50, before.Groups.Single(group => group is { Kind: GroupKind.Unit, Id: "build.service" }).Energy.Total.Joules, 0.001);
        Assert.DoesNotContain(before.Groups, group => group.Kind != GroupKind.Tree && group.Id == GroupReading.Gone);

        // Each of them is a tree of its own.
        GroupReading[] trees = [.. before.Groups.Where(group => group.Kind == GroupKind.Tree)];
        Assert.InRange(trees.Length, 1, 500 + 1000 + 2);
        Assert.Equal(120 * 55, trees.Sum(tree => tree.Energy.Total.Microjoules) / 1_000_000);
    }
}
