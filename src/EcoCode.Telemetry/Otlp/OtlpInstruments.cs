namespace EcoCode.Telemetry.Otlp;

/// <summary>All metrics that are pushed. Names that begin with <c>hw.</c> and <c>process.</c> are OpenTelemetry's; it has none for what a process or a group uses.</summary>
/// <remarks>Conventions: opentelemetry.io/docs/specs/semconv/hardware (in development as of 1.44).</remarks>
public static class OtlpInstruments
{
    private static readonly string[] OfPart = ["hw.id", "hw.type", "hw.name", "ecocode.method", "ecocode.provenance"];
    private static readonly string[] OfHost = ["hw.id", "hw.name", "ecocode.method", "ecocode.provenance"];

    internal static readonly OtlpInstrument PartEnergy = new("hw.energy", true, "J", "Energy of a part of the machine.", OfPart);
    internal static readonly OtlpInstrument PartPower = new("hw.power", false, "W", "Power of a part of the machine.", OfPart);
    internal static readonly OtlpInstrument HostEnergy = new("hw.host.energy", true, "J", "Energy of the whole machine, by a meter of all of it; the parts are in it.", OfHost);
    internal static readonly OtlpInstrument HostPower = new("hw.host.power", false, "W", "Power of the whole machine, by a meter of all of it; the parts are in it.", OfHost);
    internal static readonly OtlpInstrument GpuUse = new("hw.gpu.utilization", false, "1", "Part of the time in which the GPU was busy.", "hw.id", "[hw.name]", "[hw.model]");
    internal static readonly OtlpInstrument GpuMemory = new("hw.gpu.memory.usage", false, "By", "Memory of the GPU that is in use.", "hw.id", "[hw.name]", "[hw.model]");
    internal static readonly OtlpInstrument Unattributed = new("ecocode.unattributed.energy", true, "J", "Energy of the machine that is of no process that could be seen.", "ecocode.part");
    internal static readonly OtlpInstrument Facility = new("ecocode.facility.energy", true, "J", "Energy times PUE: what the building drew for the machine.");
    internal static readonly OtlpInstrument Carbon = new("ecocode.co2e", true, "g", "Emissions of generating the energy, PUE included, each part at the intensity of its time.", "ecocode.basis");
    internal static readonly OtlpInstrument Embodied = new("ecocode.co2e.embodied", true, "g", "Emissions of making the machine that the time so far bears.");
    internal static readonly OtlpInstrument Water = new("ecocode.water", true, "L", "Water consumed: on_site by cooling, off_site by generating the energy.", "ecocode.origin");
    internal static readonly OtlpInstrument Cost = new("ecocode.cost", true, "{currency}", "Price of the energy, PUE included, each part at the price of its time.", "ecocode.currency");
    internal static readonly OtlpInstrument Intensity = new("ecocode.grid.intensity", false, "g/kW.h", "Emissions per energy of the grid now, CO2-equivalent.", "ecocode.zone", "ecocode.basis", "ecocode.source");
    internal static readonly OtlpInstrument SourceFailures = new("ecocode.source.failures", true, "{failure}", "How often a source could not be read.", OfPart);

    /// <summary>Those whose series are of parts of the machine, which stay.</summary>
    internal static IReadOnlyList<OtlpInstrument> OfMachine { get; } =
        [PartEnergy, PartPower, HostEnergy, HostPower, GpuUse, GpuMemory, Unattributed, Facility, Carbon, Embodied, Water, Cost, Intensity, SourceFailures];

    /// <summary>Those whose series are of processes and groups of them, which come and go: energy and power of each <see cref="ShareKind"/>, in its order.</summary>
    internal static IReadOnlyList<(OtlpInstrument Energy, OtlpInstrument Power)> OfShares { get; } =
    [
        Share("process", "processes since they are among those shown", "process.pid", "process.executable.name", "process.owner", "[ecocode.rest]"),
        Share("tree", "trees of processes since they are among those shown", "ecocode.root.pid", "ecocode.root.name", "[ecocode.unit]", "[container.id]", "[ecocode.rest]"),
        Share("user", "processes by user", "user.id", "user.name", "[ecocode.rest]"),
        Share("unit", "processes by systemd unit", "ecocode.unit", "[ecocode.rest]"),
        Share("container", "processes by container", "container.id", "[container.runtime.name]", "[ecocode.rest]"),
        Share("pod", "processes by Kubernetes pod", "k8s.pod.uid", "[k8s.pod.name]", "[k8s.namespace.name]", "[ecocode.rest]"),
        Share("job", "processes by Slurm job", "ecocode.job", "[ecocode.rest]"),
    ];

    /// <summary>All of them, in the order in which they are documented.</summary>
    public static IReadOnlyList<OtlpInstrument> All { get; } = [.. OfMachine, .. OfShares.SelectMany(share => new[] { share.Energy, share.Power })];

    private static (OtlpInstrument Energy, OtlpInstrument Power) Share(string of, string whose, params string[] attributes) =>
    (
        new($"ecocode.{of}.energy", true, "J", $"Energy of {whose}; all points together are that of all processes.", attributes),
        new($"ecocode.{of}.power", false, "W", $"Power of {whose}.", attributes));
}
