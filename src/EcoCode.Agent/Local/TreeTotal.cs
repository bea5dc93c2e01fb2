using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;

namespace EcoCode.Agent.Local;

/// <summary>What a tree has used.</summary>
/// <param name="Energy">Its energy.</param>
/// <param name="CpuTime">Its CPU time.</param>
/// <param name="GpuTime">Time that GPUs have worked for it, all of them together.</param>
internal readonly record struct TreeTotal(EnergySplit Energy, TimeSpan CpuTime, TimeSpan GpuTime)
{
    /// <summary>A part of it, whole microjoules of each kind.</summary>
    internal TreeTotal Part(double part) => new(
        new EnergySplit(Part(Energy.Cpu, part), Part(Energy.Dram, part), Part(Energy.Gpu, part), Part(Energy.Other, part)), CpuTime * part, GpuTime * part);

    /// <summary>What was used since a begin; never less than nothing, which it could come out as of long ago, where few points are kept.</summary>
    internal TreeTotal Since(TreeTotal begin)
    {
        (EnergySplit energy, TimeSpan cpu, TimeSpan gpu) = this - begin;
        return new(new EnergySplit(Least(energy.Cpu), Least(energy.Dram), Least(energy.Gpu), Least(energy.Other)), Least(cpu), Least(gpu));
    }

    public static TreeTotal operator +(TreeTotal left, TreeTotal right) => new(left.Energy + right.Energy, left.CpuTime + right.CpuTime, left.GpuTime + right.GpuTime);

    public static TreeTotal operator -(TreeTotal left, TreeTotal right) => new(left.Energy - right.Energy, left.CpuTime - right.CpuTime, left.GpuTime - right.GpuTime);

    private static Energy Least(Energy energy) => Quantities.Energy.Max(energy, Quantities.Energy.Zero);

    private static TimeSpan Least(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static Energy Part(Energy energy, double part) => Quantities.Energy.FromMicrojoules((long)(energy.Microjoules * part));
}
