using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Metering;
using EcoCode.Processes;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Sensors.Drm;
using EcoCode.Sensors.External;
using EcoCode.Sensors.Nvidia;

namespace EcoCode.Cli.Measuring;

/// <summary>Everything that a measurement on this machine reads, found and put together.</summary>
internal sealed class Instruments : IDisposable
{
    /// <summary>BMCs take up to some seconds to answer; a command that takes longer joins without the beginning.</summary>
    private static readonly TimeSpan FirstValue = TimeSpan.FromSeconds(3);

    /// <summary>A driver that is not kept loaded takes a second or two to wake its GPUs.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);

    private readonly ExternalMeter? _external;
    private readonly NvidiaGpus? _nvidia;
    private readonly WatchedTree _watched;

    private Instruments(
        CpuTopology topology, Catalogue catalogue, MeteredMachine machine, MachineKind? kind, ExternalMeter? external, NvidiaGpus? nvidia, WatchedTree watched)
        => (Topology, Catalogue, Machine, Kind, _external, _nvidia, _watched) = (topology, catalogue, machine, kind, external, nvidia, watched);

    internal CpuTopology Topology { get; }

    internal Catalogue Catalogue { get; }

    internal MeteredMachine Machine { get; }

    /// <summary>What kind of machine it is, for the share of its making; null when not known.</summary>
    internal MachineKind? Kind { get; }

    /// <summary>Tells process groups of commands that EcoCode runs to read a meter.</summary>
    internal Func<int, bool> OwnGroups => group => _external?.Owns(group) == true || CommandOutput.Owns(group);

    /// <summary>Finds all there is.</summary>
    internal static Instruments Find(MeasureRequest request, ExternalSpec? platform, TimeProvider time)
    {
        var sys = new PseudoFs(request.HostSys);
        var proc = new PseudoFs(request.HostProc);
        var ownSys = new PseudoFs("/sys");
        var ownProc = new PseudoFs("/proc");
        NvidiaGpus? nvidia = OpenNvidia(request, proc, time);
        CpuTopology topology = CpuTopology.Read(sys, proc);
        CgroupLimits limits = CgroupLimits.Read(ownSys, ownProc);
        IMachineCpu host = MachineCpu.OfHost(sys, proc, topology, time);
        IMachineCpu? container = limits.Cpus is { } quota && quota < topology.Online ? MachineCpu.OfContainer(ownSys, ownProc, quota) : null;
        ExternalMeter? external = platform is null ? null : ExternalMeter.Open(platform, time);
        external?.AwaitFirst(FirstValue);
        var watched = new WatchedTree();
        Catalogue ofNvidia = Gpus(nvidia, ownProc);
        Catalogue others = new DrmSearch(sys, proc, ownProc, watched, time).Find(request.Gpus, NextIndex(ofNvidia));
        Catalogue catalogue = new SensorSearch(sys, proc, topology, time).Find(request.CpuSource, limits, new MachineLoad(container ?? host), external?.Group, ofNvidia, others);

        // Sensors see the whole host, so shares are of the whole host; a model in a container is of what the container may use.
        bool measured = catalogue.Slots.Any(slot => slot.Component is Component.Cpu or Component.Platform && slot.Candidates[0].Sources[0].Provenance == Provenance.Measured);
        var machine = new MeteredMachine(
            catalogue.Slots,
            measured ? host : container ?? host,
            new MemoryUse(proc, measured ? null : limits.MemoryBytes),
            () => OwnUse.CpuTime,
            () => Boot.Suspended,
            nvidia is null ? null : nvidia.Freshen);
        return new Instruments(topology, catalogue, machine, KindOf(sys, topology), external, nvidia, watched);
    }

    /// <summary>Says which tree is measured from now on, for what is looked up process by process.</summary>
    internal void Follow(IProcessTree tree) => _watched.Tree = tree;

    public void Dispose()
    {
        _external?.Dispose();
        _nvidia?.Dispose();
    }

    /// <summary>Begins to search for GPUs while everything else is found. Where there is no driver, nothing is loaded.</summary>
    private static NvidiaGpus? OpenNvidia(MeasureRequest request, PseudoFs proc, TimeProvider time)
        => request.Gpus.IsEmpty || !NvidiaDriver.IsLoaded(proc, new PseudoFs("/dev"))
            ? null
            : NvidiaGpus.Open(NvidiaDriver.LibraryName, request.Gpus, request.GpusInDriverOrder, request.Interval, time);

    private static Catalogue Gpus(NvidiaGpus? nvidia, PseudoFs ownProc)
    {
        if (nvidia is not null) return nvidia.Find(NvidiaDriver.SharesPids(ownProc), FirstLook);
        return NvidiaDriver.InstalledLibrary() is { } library ? new Catalogue([], [], [$"{library}: NVIDIA's driver is not loaded"]) : Catalogue.Empty;
    }

    /// <summary>The first number that no GPU has yet.</summary>
    private static int NextIndex(Catalogue gpus)
    {
        int next = 0;
        foreach (SensorSlot slot in gpus.Slots) next = Math.Max(next, slot.Gpu!.Identity.Index + 1);
        return next;
    }

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
