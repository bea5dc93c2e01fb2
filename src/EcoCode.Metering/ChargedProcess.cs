using EcoCode.Processes;
using EcoCode.Quantities;

namespace EcoCode.Metering;

/// <summary>A process of the tree and what it was charged, at one moment; nothing changes it later.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="Parent">Pid of the parent it was first seen with.</param>
/// <param name="Name">The kernel's name of it (comm).</param>
/// <param name="CpuTime">CPU time of its own.</param>
/// <param name="Energy">Energy of its own.</param>
/// <param name="GpuEnergy">The part of <paramref name="Energy"/> that is of GPUs.</param>
/// <param name="GpuTime">Time that GPUs have worked for it, all GPUs together.</param>
/// <param name="Exited">Whether it has ended.</param>
public sealed record ChargedProcess(
    ProcessKey Key, int Parent, string Name, TimeSpan CpuTime, Energy Energy, Energy GpuEnergy, TimeSpan GpuTime, bool Exited);
