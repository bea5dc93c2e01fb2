using EcoCode.Metering.Sampling;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Attribution;

/// <summary>How sure a tree's share of a source is. Reasons for the figures: docs/accuracy.md.</summary>
public static class TreeShare
{
    /// <summary>Equal CPU time is not equal energy: clocks, instructions and the neighbour on the same core differ. ± 10 %.</summary>
    private const double ByCpuTime = 0.10;

    /// <summary>Memory draws power by traffic as well as by size. ± 30 %.</summary>
    private const double ByMemory = 0.30;

    /// <summary>A busy SM or engine draws more or less by what it computes. ± 10 %.</summary>
    private const double ByGpuTime = 0.10;

    /// <summary>Memory held on a GPU where nothing runs says who keeps it from sleeping, not who keeps it awake more. ± 50 %.</summary>
    private const double ByGpuMemory = 0.50;

    /// <summary>How the tree's part of a source was got.</summary>
    public static Provenance Provenance(SourceTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        if (track.Source.Provenance == Quantities.Provenance.Modelled) return Quantities.Provenance.Modelled;
        return track.Others + track.Idle == Energy.Zero ? Quantities.Provenance.Measured : Quantities.Provenance.Apportioned;
    }

    /// <summary>How far the tree's part of a source may be off: the source's own band, and that of the share.</summary>
    public static Band Band(SourceTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        double own = track.Source.RelativeBand;
        double share = track.Others + track.Idle == Energy.Zero ? 0 : OfShare(track);
        Provenance provenance = Provenance(track);
        double relative = provenance == Quantities.Provenance.Modelled ? own : Math.Sqrt((own * own) + (share * share));
        return Quantities.Band.Of(track.Tree, relative, provenance);
    }

    /// <summary>How far a part of a source may be off of which only the kind of the source is known.</summary>
    /// <param name="part">The part.</param>
    /// <param name="component">What the source stands for.</param>
    /// <param name="own">Relative half-width of the source itself.</param>
    /// <param name="source">Whether the source is a sensor or a model.</param>
    public static Band Band(Energy part, Component component, double own, Provenance source)
    {
        double share = component switch { Component.Dram => ByMemory, Component.Gpu => ByGpuTime, _ => ByCpuTime };
        return source == Quantities.Provenance.Modelled
            ? Quantities.Band.Of(part, own, source)
            : Quantities.Band.Of(part, Math.Sqrt((own * own) + (share * share)), Quantities.Provenance.Apportioned);
    }

    private static double OfShare(SourceTrack track)
    {
        if (track.Gpu is null) return track.Source.Component == Component.Dram ? ByMemory : ByCpuTime;
        double byMemory = track.Tree > Energy.Zero ? track.TreeByGpuMemory / track.Tree : 0;
        return (ByGpuMemory * byMemory) + (ByGpuTime * (1 - byMemory));
    }
}
