using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Tui.Rows;

/// <summary>How shares of each kind of source were got: a share of a sensor's figure is apportioned, one of a model's is modelled.</summary>
internal readonly record struct SourceMarks(Provenance Cpu, Provenance Dram, Provenance Gpu, Provenance Other)
{
    internal static SourceMarks Of(IReadOnlyList<SourceReading> sources) => new(
        Share(sources, Component.Cpu), Share(sources, Component.Dram), Share(sources, Component.Gpu), Share(sources, Component.Platform, Component.Other));

    /// <summary>The mark of a figure: that of its largest part.</summary>
    internal Provenance Of(EnergySplit split)
    {
        (Energy largest, Provenance mark) = (split.Cpu, Cpu);
        if (split.Dram > largest) (largest, mark) = (split.Dram, Dram);
        if (split.Gpu > largest) (largest, mark) = (split.Gpu, Gpu);
        return split.Other > largest ? Other : mark;
    }

    private static Provenance Share(IReadOnlyList<SourceReading> sources, params ReadOnlySpan<Component> components)
    {
        Energy measured = Energy.Zero, modelled = Energy.Zero;
        foreach (SourceReading source in sources)
        {
            if (!components.Contains(source.Component)) continue;
            if (source.Provenance == Provenance.Modelled) modelled += source.Energy;
            else measured += source.Energy;
        }

        return modelled > measured ? Provenance.Modelled : Provenance.Apportioned;
    }
}
