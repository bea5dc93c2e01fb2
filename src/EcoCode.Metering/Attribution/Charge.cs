using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Attribution;

/// <summary>What one process of the tree is charged.</summary>
public sealed class Charge
{
    internal Charge(TreeProcess process) => Process = process;

    /// <summary>The process.</summary>
    public TreeProcess Process { get; }

    /// <summary>Energy of its own so far.</summary>
    public Energy Energy { get; private set; }

    /// <summary><see cref="Energy"/> by the kind of its source.</summary>
    public EnergySplit Split { get; private set; }

    /// <summary>The part of <see cref="Energy"/> that is of GPUs.</summary>
    public Energy GpuEnergy => Split.Gpu;

    /// <summary>Time that GPUs have worked for it, all GPUs together.</summary>
    public TimeSpan GpuTime { get; internal set; }

    /// <summary>Whether the row was given up: what is still to come of it belongs to the sum of the others that were.</summary>
    internal bool SummedUp { get; set; }

    /// <summary>Its CPU time at the last settlement.</summary>
    internal TimeSpan Settled { get; set; }

    /// <summary>CPU time since then, in ticks of <see cref="TimeSpan"/>.</summary>
    internal long Weight { get; set; }

    /// <summary>Resident memory at the last tick, bytes.</summary>
    internal long Resident { get; set; }

    /// <summary>Memory that it has held since the last settlement: KiB times 100 µs.</summary>
    internal long Held { get; set; }

    /// <summary>Index of the socket that it was last seen on.</summary>
    internal int Socket { get; set; }

    /// <summary>The branches of the tree that it is of, see <see cref="Windows.Branches"/>.</summary>
    internal ulong Branches { get; set; }

    /// <summary>Whether <see cref="Branches"/> was found out.</summary>
    internal bool Placed { get; set; }

    /// <summary>Its energy when it was last added to its branches.</summary>
    internal Energy Branched { get; set; }

    /// <summary>What was last told of it.</summary>
    internal ProcessReading? Reading { get; set; }

    /// <summary><see cref="GpuTime"/> when it was last told of.</summary>
    internal TimeSpan GpuTimeTold { get; set; }

    /// <summary>Memory that it holds on GPUs, bytes.</summary>
    internal long GpuMemory { get; set; }

    /// <summary>The root of the tree that it was in at the last snapshot of a machine; <c>null</c> before the first.</summary>
    internal TreeRoot? Root { get; set; }

    /// <summary>Adds a share of a source's energy.</summary>
    internal void Add(Component component, Energy share)
    {
        Energy += share;
        Split = Split.Plus(component, share);
    }

    /// <summary>What it is charged now, and the process as it is now.</summary>
    internal ChargedProcess Freeze() => new(Process.Key, Process.Parent, Process.Name, Process.Own, Energy, GpuEnergy, GpuTime, Process.Exited);
}
