using EcoCode.Metering.Snapshots;
using EcoCode.Processes;

namespace EcoCode.Tui.Tests.Scenes;

/// <summary>A process of a made-up machine, and what it draws, W.</summary>
internal sealed record SceneProcess(int Pid, int Parent, string Name, string User)
{
    public double CpuWatts { get; init; }

    public double DramWatts { get; init; }

    public double GpuWatts { get; init; }

    /// <summary>Which of the GPUs.</summary>
    public int Gpu { get; init; }

    public double Cores { get; init; }

    public double GpuUse { get; init; }

    /// <summary>The second from which on it has ended.</summary>
    public int? EndsAt { get; init; }

    /// <summary>The second in which it is first seen.</summary>
    public int StartsAt { get; init; }

    public EnergySplit Energy { get; init; }

    public ProcessKey Key => new(Pid, Pid);
}
