using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Snapshots;

/// <summary>An amount of energy by the kind of its source. Sums and differences are exact, of each kind and of all.</summary>
/// <param name="Cpu">Of CPU packages.</param>
/// <param name="Dram">Of memory.</param>
/// <param name="Gpu">Of GPUs and accelerators.</param>
/// <param name="Other">Of what a meter of the whole machine shows beyond the parts, and of any other source.</param>
public readonly record struct EnergySplit(Energy Cpu, Energy Dram, Energy Gpu, Energy Other)
{
    /// <summary>All kinds together.</summary>
    public Energy Total => Cpu + Dram + Gpu + Other;

    /// <summary>This and some more of the kind of a component.</summary>
    public EnergySplit Plus(Component component, Energy energy) => component switch
    {
        Component.Cpu => this with { Cpu = Cpu + energy },
        Component.Dram => this with { Dram = Dram + energy },
        Component.Gpu => this with { Gpu = Gpu + energy },
        _ => this with { Other = Other + energy },
    };

    public static EnergySplit operator +(EnergySplit left, EnergySplit right)
        => new(left.Cpu + right.Cpu, left.Dram + right.Dram, left.Gpu + right.Gpu, left.Other + right.Other);

    public static EnergySplit operator -(EnergySplit left, EnergySplit right)
        => new(left.Cpu - right.Cpu, left.Dram - right.Dram, left.Gpu - right.Gpu, left.Other - right.Other);

    public static PowerSplit operator /(EnergySplit energy, TimeSpan over)
        => over > TimeSpan.Zero ? new(energy.Cpu / over, energy.Dram / over, energy.Gpu / over, energy.Other / over) : default;
}
