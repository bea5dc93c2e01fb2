using EcoCode.Cli.Agents.Asking;
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
    private AgentCounters? _agent;

    private Instruments(
        CpuTopology topology, Catalogue catalogue, MeteredMachine machine, MachineKind? kind, ExternalMeter? external, NvidiaGpus? nvidia, WatchedTree watched)
        => (Topology, Catalogue, Machine, Kind, _external, _nvidia, _watched) = (topology, catalogue, machine, kind, external, nvidia, watched);

    internal CpuTopology Topology { get; }

    internal Catalogue Catalogue { get; }

    internal MeteredMachine Machine { get; }

    /// <summary>What kind of machine it is, for the share of its making; null when not known.</summary>
    internal MachineKind? Kind { get; }

    /// <summary>Memory of a server, for the share of its making; null for any other machine.</summary>
    internal long? MemoryBytes { get; private init; }

    /// <summary>Tells process groups of commands that EcoCode runs to read a meter.</summary>
    internal Func<int, bool> OwnGroups => group => _external?.Owns(group) == true || CommandOutput.Owns(group);

    /// <summary>Finds all there is.</summary>
    internal static Instruments Find(MeasureRequest request, ExternalSpec? platform, TimeProvider time)
    {
        var sys = new PseudoFs(request.HostSys);
        var proc = new PseudoFs(request.HostProc);
        var ownSys = new PseudoFs("/sys");
        var ownProc = new PseudoFs("/proc");
        DriverPids pids = DriverPids.Find(proc, ownProc);
        NvidiaGpus? nvidia = OpenNvidia(request, proc, pids, time);
        CpuTopology topology = CpuTopology.Read(sys, proc);
        CgroupLimits limits = CgroupLimits.Read(ownSys, ownProc);
        IMachineCpu host = MachineCpu.OfHost(sys, proc, topology, time);
        IMachineCpu? container = limits.Cpus is { } quota && quota < topology.Online ? MachineCpu.OfContainer(ownSys, ownProc, quota) : null;
        ExternalMeter? external = platform is null ? null : ExternalMeter.Open(platform, time);
        external?.AwaitFirst(FirstValue);
        var watched = new WatchedTree();
        Catalogue ofNvidia = Gpus(nvidia);
        Catalogue others = new DrmSearch(sys, proc, ownProc, pids, watched, time).Find(request.Gpus, NextIndex(ofNvidia));
        Catalogue absent = Absent(request.Gpus, nvidia is not null, ofNvidia, others);
        AgentCounters? agent = null;
        Note? ofAgent = null;
        Catalogue catalogue = new SensorSearch(sys, proc, topology, time) { Elsewhere = () => (agent = OpenAgent(request, time, out ofAgent))?.Groups ?? [] }.Find(request.CpuSource, limits, new MachineLoad(container ?? host), external?.Group, ofNvidia, others, absent);
        if (ofAgent is not null) catalogue = catalogue with { Notes = [ofAgent, .. catalogue.Notes] };

        // Sensors see the whole host, so shares are of the whole host; a model in a container is of what the container may use.
        bool measured = catalogue.Slots.Any(slot => slot.Component is Component.Cpu or Component.Platform && slot.Candidates[0].Sources[0].Provenance == Provenance.Measured);
        var machine = new MeteredMachine(
            catalogue.Slots,
            measured ? host : container ?? host,
            new MemoryUse(proc, measured ? null : limits.MemoryBytes),
            () => OwnUse.CpuTime,
            () => Boot.Suspended,
            nvidia is null ? null : nvidia.Freshen);
        MachineKind? kind = KindOf(sys, topology);
        return new Instruments(topology, catalogue, machine, kind, external, nvidia, watched)
        {
            _agent = agent,
            MemoryBytes = kind == MachineKind.Server && machine.Memory.TryRead(out long total, out _) ? total : null,
        };
    }

    /// <summary>Says which tree is measured from now on, for what is looked up process by process.</summary>
    internal void Follow(IProcessTree tree) => _watched.Tree = tree;

    public void Dispose()
    {
        _agent?.Dispose();
        _external?.Dispose();
        _nvidia?.Dispose();
    }

    /// <summary>Begins to search for GPUs while everything else is found. Where there is no driver, nothing is loaded.</summary>
    private static NvidiaGpus? OpenNvidia(MeasureRequest request, PseudoFs proc, DriverPids pids, TimeProvider time)
        => request.Gpus.IsEmpty || !NvidiaDriver.IsLoaded(proc, new PseudoFs("/dev"))
            ? null
            : NvidiaGpus.Open(NvidiaDriver.LibraryName, request.Gpus, request.GpusInDriverOrder, pids, request.Interval, time);

    /// <summary>The agent's counters, of the very machine that is measured: not where another /sys is looked at.</summary>
    private static AgentCounters? OpenAgent(MeasureRequest request, TimeProvider time, out Note? told)
    {
        told = null;
        if (!request.AsksAgent || request.HostSys != "/sys" || AgentPlaces.Find(Environment.GetEnvironmentVariable, out bool named, out told) is not { } address) return null;
        AgentCounters? agent = AgentCounters.Open(address, request.Interval, time, out int error);
        told = agent is not null ? AgentCounters.Told : named && error != 0 ? AgentProblems.NoConnection(address.Text, error) : null;
        return agent;
    }

    private static Catalogue Gpus(NvidiaGpus? nvidia)
    {
        if (nvidia is not null) return nvidia.Find(FirstLook);
        return NvidiaDriver.InstalledLibrary() is { } library ? new Catalogue([], [], [$"{library}: NVIDIA's driver is not loaded"]) : Catalogue.Empty;
    }

    /// <summary>The first number that no GPU has yet.</summary>
    private static int NextIndex(Catalogue gpus)
    {
        int next = 0;
        foreach (GpuIdentity gpu in gpus.Gpus) next = Math.Max(next, gpu.Index + 1);
        return next;
    }

    /// <summary>
    /// What to say of GPUs that are wanted and not there. Nothing while a driver that is there does not tell of any, which has a note of its own; nor
    /// of what CUDA shows a command where no driver of NVIDIA's is: job systems set that everywhere.
    /// </summary>
    private static Catalogue Absent(GpuSelection selection, bool hasNvidia, Catalogue ofNvidia, Catalogue others)
    {
        if (selection.Origin is null || (hasNvidia ? ofNvidia.Gpus.Count == 0 : selection.IsOfCuda)) return Catalogue.Empty;
        IReadOnlyList<GpuIdentity> present = selection.IsOfCuda ? ofNvidia.Gpus : [.. ofNvidia.Gpus, .. others.Gpus];
        return GpuNotes.Absent(selection, present) is { } note ? new Catalogue([], [note], []) : Catalogue.Empty;
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
