using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Metering;
using EcoCode.Processes;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Sensors.External;

namespace EcoCode.Cli.Measuring;

/// <summary>Everything that a measurement on this machine reads, found and put together.</summary>
internal sealed class Instruments : IDisposable
{
    /// <summary>BMCs take up to some seconds to answer; a command that takes longer joins without the beginning.</summary>
    private static readonly TimeSpan FirstValue = TimeSpan.FromSeconds(3);

    private readonly ExternalMeter? _external;

    private Instruments(CpuTopology topology, Catalogue catalogue, MeteredMachine machine, MachineKind? kind, ExternalMeter? external)
        => (Topology, Catalogue, Machine, Kind, _external) = (topology, catalogue, machine, kind, external);

    internal CpuTopology Topology { get; }

    internal Catalogue Catalogue { get; }

    internal MeteredMachine Machine { get; }

    /// <summary>What kind of machine it is, for the share of its making; null when not known.</summary>
    internal MachineKind? Kind { get; }

    /// <summary>Tells process groups of commands that EcoCode runs to read a meter.</summary>
    internal Func<int, bool>? OwnGroups => _external is null ? null : _external.Owns;

    /// <summary>Finds all there is.</summary>
    internal static Instruments Find(MeasureRequest request, ExternalSpec? platform, TimeProvider time)
    {
        var sys = new PseudoFs(request.HostSys);
        var proc = new PseudoFs(request.HostProc);
        var ownSys = new PseudoFs("/sys");
        var ownProc = new PseudoFs("/proc");
        CpuTopology topology = CpuTopology.Read(sys, proc);
        CgroupLimits limits = CgroupLimits.Read(ownSys, ownProc);
        IMachineCpu host = MachineCpu.OfHost(sys, proc, topology, time);
        IMachineCpu? container = limits.Cpus is { } quota && quota < topology.Online ? MachineCpu.OfContainer(ownSys, ownProc, quota) : null;
        ExternalMeter? external = platform is null ? null : ExternalMeter.Open(platform, time);
        external?.AwaitFirst(FirstValue);
        Catalogue catalogue = new SensorSearch(sys, proc, topology, time).Find(request.CpuSource, limits, new MachineLoad(container ?? host), external?.Group);

        // Sensors see the whole host, so shares are of the whole host; a model in a container is of what the container may use.
        bool measured = catalogue.Slots.Any(slot => slot.Component is Component.Cpu or Component.Platform && slot.Candidates[0].Sources[0].Provenance == Provenance.Measured);
        var machine = new MeteredMachine(
            catalogue.Slots,
            measured ? host : container ?? host,
            new MemoryUse(proc, measured ? null : limits.MemoryBytes),
            () => OwnUse.CpuTime,
            () => Boot.Suspended);
        return new Instruments(topology, catalogue, machine, KindOf(sys, topology), external);
    }

    public void Dispose() => _external?.Dispose();

    private static MachineKind? KindOf(PseudoFs sys, CpuTopology topology) => topology.IsVirtual
        ? MachineKind.VirtualMachine
        : ChassisText.Read(sys) switch
        {
            Chassis.Laptop => MachineKind.Laptop,
            Chassis.Desktop => MachineKind.Desktop,
            Chassis.Server => MachineKind.Server,
            _ => null,
        };
}
