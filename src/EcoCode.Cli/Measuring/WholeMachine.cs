using EcoCode.Host;
using EcoCode.Metering;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>All processes of this machine, with the meter that measures them.</summary>
internal sealed class WholeMachine : IDisposable
{
    private readonly MachineProcesses _processes;

    private WholeMachine(MachineProcesses processes, MachineMeter meter) => (_processes, Meter) = (processes, meter);

    /// <summary>The meter, begun.</summary>
    internal MachineMeter Meter { get; }

    /// <summary>What is known to be missing; null for nothing.</summary>
    internal Note? Hidden => _processes.Sight == ProcessSight.All ? null : new(
        "ECO7121", "processes of other users are hidden here, and their energy is in one row", "root sees all of them: /proc is mounted with `hidepid`");

    /// <summary>What a whole machine can't be measured by; null where nothing is wrong.</summary>
    internal static Note? Mistake(MeasureRequest request) => request.Mode == AttributionMode.Marginal && request.Baseline is null
        ? new("ECO7122", "a machine that is in use has no idle time to take a baseline of", "give one: `--attribution marginal --baseline 12W`")
        : null;

    /// <summary>Begins to measure.</summary>
    /// <param name="request">How to measure.</param>
    /// <param name="instruments">What it is measured with.</param>
    /// <param name="time">The clock.</param>
    internal static WholeMachine Open(MeasureRequest request, Instruments instruments, TimeProvider time)
    {
        MachineProcesses processes = MachineProcesses.Open(RootOf(request), new PseudoFs(request.HostProc), instruments.Machine.Cpu, time);
        instruments.Follow(processes);
        var meter = new MachineMeter(instruments.Machine, processes, instruments.Topology.SocketOf, new MeterOptions { Mode = request.Mode, Baseline = request.Baseline }, time);
        meter.Begin();
        return new(processes, meter);
    }

    /// <summary>The root of the host, by where its /proc is.</summary>
    internal static PseudoFs RootOf(MeasureRequest request) => new(Path.GetDirectoryName(Path.GetFullPath(request.HostProc)) ?? "/");

    public void Dispose() => _processes.Dispose();
}
