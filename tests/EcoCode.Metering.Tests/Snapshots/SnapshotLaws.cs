using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;

namespace EcoCode.Metering.Tests.Snapshots;

/// <summary>What holds of every snapshot, and of every snapshot beside the one before it.</summary>
internal static class SnapshotLaws
{
    internal static void Hold(MachineSnapshot now, MachineSnapshot? before)
    {
        EnergySplit processes = Sum(now.Processes.Select(process => process.Energy));
        Assert.Equal(now.Energy, processes + Sum(Parts(now).Select(part => part.Energy)));
        Assert.Equal(now.Energy.Total, now.Sources.Aggregate(Energy.Zero, (sum, source) => sum + source.Energy));
        double watts = now.Processes.Sum(process => process.Power.Total.Watts) + Parts(now).Sum(part => part.Power.Total.Watts);
        Assert.Equal(now.Power.Total.Watts, watts, 1e-6 * Math.Max(1, now.Power.Total.Watts));
        Assert.All(Parts(now), part => IsNotLess(part.Energy, default));
        Assert.All(now.Processes, process => IsNotLess(process.Energy, default));
        Assert.All(now.Processes, process => Assert.True(process.Cores >= 0 && process.Power.Total >= Power.Zero));
        foreach (IGrouping<GroupKind, GroupReading> kind in now.Groups.GroupBy(group => group.Kind))
        {
            Assert.Equal(processes + now.Ended.Energy, Sum(kind.Select(group => group.Energy)));
            Assert.Equal(now.Processes.Count(process => process.Ended is null), kind.Sum(group => group.Processes));
            Assert.Distinct(kind.Select(group => group.Id));
        }

        if (before is null) return;
        Assert.Equal(before.Number + 1, now.Number);
        IsNotLess(now.Energy, before.Energy);
        foreach ((PartReading part, PartReading last) in Parts(now).Zip(Parts(before))) IsNotLess(part.Energy, last.Energy);
        foreach (ProcessReading process in now.Processes)
        {
            if (before.Processes.FirstOrDefault(last => last.Key == process.Key) is { } last) IsNotLess(process.Energy, last.Energy);
        }

        foreach (GroupReading group in now.Groups)
        {
            if (before.Groups.FirstOrDefault(last => last.Kind == group.Kind && last.Id == group.Id) is { } last) IsNotLess(group.Energy, last.Energy);
        }
    }

    internal static EnergySplit Sum(IEnumerable<EnergySplit> energies) => energies.Aggregate(default(EnergySplit), (sum, energy) => sum + energy);

    private static PartReading[] Parts(MachineSnapshot snapshot) => [snapshot.Ended, snapshot.Unseen, snapshot.EcoCode, snapshot.IdleAndRest];

    private static void IsNotLess(EnergySplit now, EnergySplit before)
        => Assert.True(now.Cpu >= before.Cpu && now.Dram >= before.Dram && now.Gpu >= before.Gpu && now.Other >= before.Other, $"{now} after {before}");
}
