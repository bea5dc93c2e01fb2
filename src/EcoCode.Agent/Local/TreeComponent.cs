using EcoCode.Ledger;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry.Machines;

namespace EcoCode.Agent.Local;

/// <summary>A tree's part of one kind of a machine's sources: an agent keeps each process's energy by kind, not by source.</summary>
/// <param name="Row">What is told of it.</param>
/// <param name="Band">How far its energy may be off.</param>
/// <param name="ModelledShare">How much of it is of models, 0 to 1.</param>
internal sealed record TreeComponent(RunComponent Row, Band Band, double ModelledShare)
{
    /// <summary>One of each kind of which the tree has used energy.</summary>
    internal static IReadOnlyList<TreeComponent> Of(EnergySplit energy, MachineSnapshot snapshot)
    {
        var components = new List<TreeComponent>(4);
        Add(energy.Cpu, static kind => kind == Component.Cpu);
        Add(energy.Dram, static kind => kind == Component.Dram);
        Add(energy.Gpu, static kind => kind == Component.Gpu);
        Add(energy.Other, static kind => kind is not (Component.Cpu or Component.Dram or Component.Gpu));
        return components;

        void Add(Energy part, Predicate<Component> isOf)
        {
            if (part > Energy.Zero) components.Add(Of(part, [.. snapshot.Sources.Where(source => source.Energy > Energy.Zero && isOf(source.Component))]));
        }
    }

    /// <summary>Shares the part among the sources as the machine's energy of the kind is, over all the time of the agent.</summary>
    private static TreeComponent Of(Energy part, SourceReading[] sources)
    {
        double all = sources.Sum(source => source.Energy.Joules), modelled = 0;
        Band band = default;
        foreach (SourceReading source in sources)
        {
            double share = source.Energy.Joules / all, own = source.Band.HalfWidthJoules / source.Energy.Joules;
            if (source.Provenance == Provenance.Modelled) modelled += share;
            band += TreeShare.Band(Energy.FromJoules(part.Joules * share), source.Component, own, source.Provenance);
        }

        Component[] kinds = [.. sources.Select(source => source.Component).Distinct()];
        return new TreeComponent(
            new RunComponent
            {
                Component = Words.Components.Of(kinds is [var kind] ? kind : Component.Other),
                Device = Names(sources.Select(source => source.Device)),
                EnergyJ = part,
                Provenance = Words.Provenances.Of(modelled > 0.5 ? Provenance.Modelled : Provenance.Apportioned),
                Source = Names(sources.Select(source => source.Method)),
                BandJ = band.HalfWidthJoules,
            },
            band,
            modelled);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Distinct());
}
