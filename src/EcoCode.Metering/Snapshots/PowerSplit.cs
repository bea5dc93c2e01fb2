using EcoCode.Quantities;

namespace EcoCode.Metering.Snapshots;

/// <summary>Mean power over an interval, by the kind of its source.</summary>
/// <param name="Cpu">Of CPU packages.</param>
/// <param name="Dram">Of memory.</param>
/// <param name="Gpu">Of GPUs and accelerators.</param>
/// <param name="Other">Of what a meter of the whole machine shows beyond the parts, and of any other source.</param>
public readonly record struct PowerSplit(Power Cpu, Power Dram, Power Gpu, Power Other)
{
    /// <summary>All kinds together.</summary>
    public Power Total => Cpu + Dram + Gpu + Other;

    public static PowerSplit operator +(PowerSplit left, PowerSplit right)
        => new(left.Cpu + right.Cpu, left.Dram + right.Dram, left.Gpu + right.Gpu, left.Other + right.Other);
}
