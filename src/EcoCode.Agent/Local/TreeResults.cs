using EcoCode.Agent.Local.Messages;
using EcoCode.Impact;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry;

namespace EcoCode.Agent.Local;

/// <summary>Puts together what a window amounts to.</summary>
internal static class TreeResults
{
    /// <summary>Tells of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="end">When it ends, ns.</param>
    /// <param name="total">The tree's total then.</param>
    /// <param name="reading">The machine at the last tick: how its energy was got, and what the grid is like.</param>
    internal static TreeResult Of(TreeWindow window, long end, EnergySplit total, NodeReading reading)
    {
        EnergySplit energy = total - (window.AtBegin ?? total);
        double seconds = (end - window.Begin) / 1e9;
        MachineSnapshot snapshot = reading.Snapshot;
        (Energy modelled, List<TreeComponent> components) = Components(energy, snapshot);
        double whole = snapshot.Energy.Total.Joules, joules = energy.Total.Joules;
        double modelledShare = joules > 0 ? modelled.Joules / joules : 0;
        return new TreeResult
        {
            Window = window.Number,
            Name = window.Name,
            BeginNs = window.Begin,
            EndNs = end,
            DurationS = seconds,
            UnmeasuredS = Math.Clamp((window.Account.Since - window.Begin) / 1e9, 0, seconds),
            EnergyJ = energy.Total,
            BandJ = whole > 0 ? snapshot.Band.HalfWidthJoules / whole * joules : 0,
            MeanPowerW = seconds > 0 ? joules / seconds : 0,
            OwnEnergyJ = energy.Total,
            Provenance = new TreeShares(0, joules > 0 ? 1 - modelledShare : 0, modelledShare),
            Components = components,
            Impact = ImpactOf(energy.Total, reading),
        };
    }

    private static TreeImpact ImpactOf(Energy energy, NodeReading reading)
    {
        Energy facility = Energy.FromJoules(energy.Joules * reading.Pue.Value);
        Carbon carbon = facility * reading.Grid.Intensity;
        var grid = new TreeGrid(reading.Grid.Zone, reading.Grid.Intensity.GramsPerKilowattHour, reading.Grid.Basis.Name(), reading.Grid.Source);
        return new TreeImpact(carbon.Grams, null, null, null, facility, reading.Pue.Value, grid);
    }

    private static (Energy Modelled, List<TreeComponent> Components) Components(EnergySplit energy, MachineSnapshot snapshot)
    {
        var components = new List<TreeComponent>(4);
        Energy modelled = Energy.Zero;
        foreach ((string name, Component kind, Energy part) in new[]
        {
            ("cpu", Component.Cpu, energy.Cpu), ("dram", Component.Dram, energy.Dram), ("gpu", Component.Gpu, energy.Gpu), ("other", Component.Other, energy.Other),
        })
        {
            if (part == Energy.Zero) continue;
            double share = ModelledShare(kind, snapshot);
            modelled += Energy.FromJoules(part.Joules * share);
            components.Add(new TreeComponent(name, part, share > 0.5 ? "modelled" : "apportioned"));
        }

        return (modelled, components);
    }

    /// <summary>Which part of a kind's energy is of models, over all the time of the agent.</summary>
    private static double ModelledShare(Component kind, MachineSnapshot snapshot)
    {
        double all = 0, modelled = 0;
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            SourceReading source = snapshot.Sources[i];
            Component of = source.Component is Component.Cpu or Component.Dram or Component.Gpu ? source.Component : Component.Other;
            if (of != kind) continue;
            all += source.Energy.Joules;
            if (source.Provenance == Provenance.Modelled) modelled += source.Energy.Joules;
        }

        return all > 0 ? modelled / all : 0;
    }
}
