using EcoCode.Processes;
using EcoCode.Sensors;

namespace EcoCode.Metering;

/// <summary>Feeds models of CPU power with the same CPU time that shares are taken of.</summary>
public sealed class MachineLoad : ICpuLoad
{
    private readonly IMachineCpu _cpu;
    private readonly TimeSpan[] _bySocket;

    /// <param name="cpu">CPU time of the modelled machine.</param>
    public MachineLoad(IMachineCpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        _cpu = cpu;
        _bySocket = new TimeSpan[cpu.Sockets.Count];
    }

    /// <inheritdoc/>
    public bool TryReadBusy(out TimeSpan busy)
    {
        busy = TimeSpan.Zero;
        if (!_cpu.TryRead(_bySocket)) return false;
        foreach (TimeSpan socket in _bySocket) busy += socket;
        return true;
    }
}
