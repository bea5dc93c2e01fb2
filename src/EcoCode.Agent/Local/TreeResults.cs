using EcoCode.Impact;
using EcoCode.Impact.Course;
using EcoCode.Ledger;
using EcoCode.Ledger.Composition;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Agent.Local;

/// <summary>Puts together what a window on a tree amounts to.</summary>
internal static class TreeResults
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Tells of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="end">When it ends, ns.</param>
    /// <param name="total">What the tree has used by then.</param>
    /// <param name="reading">The machine at the last tick: how its energy was got, and by what it is judged.</param>
    /// <param name="at">When that was, ns.</param>
    internal static LocalResult Of(TreeWindow window, long end, TreeTotal total, NodeReading reading, long at)
    {
        TreeTotal used = total.Since(window.AtBegin ?? total);
        TimeSpan duration = Time(end - window.Begin);
        DateTimeOffset ended = reading.Snapshot.Taken - Time(at - end);
        IReadOnlyList<TreeComponent> components = TreeComponent.Of(used.Energy, reading.Snapshot);
        Band band = default;
        foreach (TreeComponent component in components) band += component.Band;
        Energy energy = used.Energy.Total;
        ImpactFigures figures = Judge(used, duration, ended, reading);
        return new LocalResult
        {
            Window = window.Number,
            Name = window.Name,
            BeginNs = window.Begin,
            EndNs = end,
            DurationS = duration.TotalSeconds,
            UnmeasuredS = Math.Clamp((window.Account.Since - window.Begin) / NanosecondsPerSecond, 0, duration.TotalSeconds),
            EnergyJ = energy,
            BandJ = band.HalfWidthJoules,
            MeanPowerW = duration > TimeSpan.Zero ? energy.Joules / duration.TotalSeconds : 0,
            OwnEnergyJ = energy,
            Provenance = Shares(components, energy),
            Components = [.. components.Select(component => component.Row)],
            Impact = ImpactRecord.Of(figures, ended - duration),
            Budgets = [],
            Warnings = [.. reading.Factors.Notes, .. figures.Notes],
        };
    }

    /// <summary>A process has no sensor of its own, so that nothing is measured.</summary>
    private static ProvenanceShares Shares(IReadOnlyList<TreeComponent> components, Energy energy)
    {
        if (energy <= Energy.Zero) return new ProvenanceShares(0, 0, 0);
        double modelled = components.Sum(component => component.Row.EnergyJ.Joules * component.ModelledShare) / energy.Joules;
        return new ProvenanceShares(0, 1 - modelled, modelled);
    }

    private static ImpactFigures Judge(TreeTotal used, TimeSpan duration, DateTimeOffset ended, NodeReading reading)
    {
        ImpactCourse? course = null;
        if (reading.Live is not null || reading.Factors.Prices is not null)
        {
            var evenly = new EnergyCourse();
            evenly.Add(ended - duration, ended, used.Energy.Total);
            course = new ImpactCourse(evenly, reading.Live is { } live ? [live] : []);
        }

        double share = duration > TimeSpan.Zero ? used.CpuTime / (duration * reading.Snapshot.Processors) : 0;
        return reading.Factors.Of(used.Energy.Total, duration, share, course, Boards(used.GpuTime, reading.Snapshot));
    }

    /// <summary>The boards that have worked for it, where all of the machine are of one kind: on which of them a process ran is not kept.</summary>
    private static IEnumerable<(string Name, TimeSpan Used)> Boards(TimeSpan worked, MachineSnapshot snapshot)
    {
        string? kind = null;
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (snapshot.Sources[i] is not { State: not SourceState.GivenUp, Component: Component.Gpu } source) continue;
            if (source.Gpu?.Identity.Name is not { } name || (kind is not null && kind != name)) return [];
            kind = name;
        }

        return kind is null ? [] : [(kind, worked)];
    }

    private static TimeSpan Time(long nanoseconds) => new(nanoseconds / TimeSpan.NanosecondsPerTick);
}
