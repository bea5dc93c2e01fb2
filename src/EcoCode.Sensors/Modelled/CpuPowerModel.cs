using System.Globalization;
using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Modelled;

/// <summary>Two powers between which a CPU is taken to move with its utilisation, and where they come from.</summary>
/// <remarks>
/// By the maker's figure for the named part; else, where the name is masked or its share of a host can't be told, by published
/// benchmarks of servers of its generation; else by those of all generations. <c>docs/hardware.md</c> gives the reasons for the bands.
/// </remarks>
public sealed record CpuPowerModel
{
    private const double TdpBand = 0.3;
    private const double SharedTdpBand = 0.4;
    private const double UnofficialTdpBand = 0.5;
    private const double VcpuBand = 0.4;
    private const double FewResultsBand = 0.5;
    private const double UnknownVcpuBand = 0.7;

    private const string MeterHint = "give a meter with `--platform-source` if the machine has one";

    /// <summary>Fewer results than this make a median that one odd machine can move.</summary>
    private const int FewResults = 10;

    /// <summary>Generations whose cores run one thread each; all other x86 ones of the last 15 years are sold with two.</summary>
    private static readonly string[] OneThreadPerCore =
    [
        "silvermont", "goldmont", "goldmont-plus", "tremont", "snow-ridge", "grand-ridge", "sierra-forest", "clearwater-forest",
        "arrow-lake", "lunar-lake",
    ];

    /// <summary>Power of the modelled machine when nothing runs.</summary>
    public required Power Idle { get; init; }

    /// <summary>Power of the modelled machine when all of <see cref="Cpus"/> are busy.</summary>
    public required Power Full { get; init; }

    /// <summary>Power when all processors are busy that are online. A container has them all for a moment, until its quota of the period is used up.</summary>
    public required Power Burst { get; init; }

    /// <summary>Size of the modelled machine in hardware threads: those online, or the quota of the container when that is less.</summary>
    public required double Cpus { get; init; }

    /// <summary>Whether the figures are those of a whole server at the wall: memory, fans and power supply are then in them and must not be added.</summary>
    public required bool IncludesServer { get; init; }

    /// <summary>For people: <c>2 x AMD EPYC 7763</c>.</summary>
    public required string Device { get; init; }

    /// <summary><c>model-tdp</c> or <c>model-vcpu</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Ids of <c>data/sources.csv</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Relative half-width of the uncertainty.</summary>
    public required double RelativeBand { get; init; }

    /// <summary>What the reader of a figure of this model must know.</summary>
    public required Note Note { get; init; }

    /// <summary>Chooses the model of a machine, or of the part of it that a container may use.</summary>
    public static CpuPowerModel Find(CpuTopology topology, CgroupLimits limits)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(limits);
        double cpus = Math.Min(topology.Online, limits.Cpus ?? topology.Online);
        Microarchitecture generation = Microarchitecture.Of(topology);
        return RatedPower.Find(topology) is { } rated && Threads(topology, rated) is { } threads
            ? ByRatedPower(topology, cpus, threads, rated, generation)
            : ByGeneration(cpus, topology.Online, generation);
    }

    /// <summary>Hardware threads over which the rated power of all packages is spread; <c>null</c> when a guest can't tell its share.</summary>
    private static double? Threads(CpuTopology topology, RatedPower rated)
    {
        if (!topology.IsVirtual) return (double)topology.Online / topology.Sockets.Count;

        // Hypervisors often show each virtual CPU as a core of its own, so one thread per core in a guest proves nothing.
        bool showsTwo = topology.ThreadsPerSocket > topology.CoresPerSocket;
        int perCore = showsTwo || !OneThreadPerCore.Contains(Microarchitecture.NameOf(topology)) ? 2 : 1;
        return rated.Cores * perCore;
    }

    private static CpuPowerModel ByRatedPower(CpuTopology topology, double cpus, double threads, RatedPower rated, Microarchitecture generation)
    {
        Power full = rated.Tdp * (cpus / threads);
        string ratedPower = string.Create(CultureInfo.InvariantCulture, $"{rated.Tdp.Watts:0.#} W for {threads:0} threads");
        bool shared = topology.IsVirtual || cpus < topology.Online;
        return new()
        {
            Idle = full * (generation.IdleWatts / generation.FullWatts),
            Full = full,
            Burst = rated.Tdp * (topology.Online / threads),
            Cpus = cpus,
            IncludesServer = false,
            Device = shared ? Count(cpus, "thread") + " of " + topology.ModelName
                : topology.Sockets.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{topology.Sockets.Count} x {topology.ModelName}")
                : topology.ModelName,
            Method = "model-tdp",
            Origin = Join(rated.Source, generation.Source),
            RelativeBand = rated.IsUnofficial ? UnofficialTdpBand : topology.IsVirtual ? SharedTdpBand : TdpBand,
            Note = new("ECO1101", $"CPU energy is an estimate from CPU time and the rated power of `{topology.ModelName}` ({ratedPower})", MeterHint),
        };
    }

    private static CpuPowerModel ByGeneration(double cpus, int online, Microarchitecture generation)
    {
        bool known = generation.Name != Microarchitecture.Unknown;
        string server = known ? $"a {generation.Name} server" : "a server of an unknown kind";
        string watts = string.Create(CultureInfo.InvariantCulture, $"{generation.IdleWatts:0.##} to {generation.FullWatts:0.##} W a thread");
        return new()
        {
            Idle = Power.FromWatts(generation.IdleWatts * cpus),
            Full = Power.FromWatts(generation.FullWatts * cpus),
            Burst = Power.FromWatts(generation.FullWatts * online),
            Cpus = cpus,
            IncludesServer = true,
            Device = $"{Count(cpus, "vCPU")} of {server}, memory, fans and power supply included",
            Method = "model-vcpu",
            Origin = generation.Source,
            RelativeBand = !known ? UnknownVcpuBand : generation.Results < FewResults ? FewResultsBand : VcpuBand,
            Note = new(
                known ? "ECO1102" : "ECO1103",
                $"CPU energy is an estimate from CPU time and the typical power of {server} ({watts}, memory, fans and power supply included)",
                MeterHint),
        };
    }

    private static string Count(double cpus, string what)
        => string.Create(CultureInfo.InvariantCulture, $"{cpus:0.##} {what}{(what == "thread" && cpus != 1 ? "s" : "")}");

    private static string Join(string left, string right) => string.Join(' ', $"{left} {right}".Split(' ').Distinct());
}
