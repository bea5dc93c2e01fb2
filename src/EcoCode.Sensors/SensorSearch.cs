using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Battery;
using EcoCode.Sensors.Hwmon;
using EcoCode.Sensors.Modelled;
using EcoCode.Sensors.Rapl;

namespace EcoCode.Sensors;

/// <summary>Looks through a machine for everything that tells energy, and ranks it.</summary>
public sealed class SensorSearch(PseudoFs sys, PseudoFs proc, CpuTopology topology, TimeProvider time)
{
    /// <summary>Intel's PL4 and AMD's EDC let a package draw two to three times its rated power for some milliseconds (data sheets of both).</summary>
    private const double MostOverRated = 5;

    private readonly List<Note> _notes = [];
    private readonly List<string> _unused = [];

    /// <summary>Counters of CPUs, memory and the whole machine that somebody else reads for us; asked for where the CPU's can't be read here.</summary>
    public Func<IReadOnlyList<SourceGroup>> Elsewhere { get; init; } = static () => [];

    /// <summary>Finds a slot for each component and each GPU.</summary>
    /// <param name="preference">Where CPU energy is to come from.</param>
    /// <param name="limits">What the container may use; models are of that, sensors of the whole host.</param>
    /// <param name="load">CPU time that the CPU model is fed with.</param>
    /// <param name="external">A meter of the whole machine, if one was given.</param>
    /// <param name="gpus">What the vendors' own searches found, one after the other.</param>
    public Catalogue Find(CpuPreference preference, CgroupLimits limits, ICpuLoad load, SourceGroup? external, params IReadOnlyList<Catalogue> gpus)
    {
        RaplSources rapl = RaplSources.Find(sys, topology, time);
        HwmonSources hwmon = HwmonSources.Find(sys);
        BatterySource battery = BatterySource.Find(sys);
        _unused.AddRange([.. rapl.Unused, .. hwmon.Unused, .. battery.Unused]);
        SourceGroup[] cpu = preference == CpuPreference.Model ? [] : [.. Bounded([.. rapl.Cpu, .. Of(hwmon.Groups, Component.Cpu)])];
        IReadOnlyList<SourceGroup> elsewhere = cpu.Length == 0 && preference != CpuPreference.Model ? Elsewhere() : [];
        if (elsewhere.Count > 0) cpu = Bounded([.. Of(elsewhere, Component.Cpu)]);
        SourceGroup[] platform =
        [
            .. external is null ? [] : new[] { external },
            .. Of(hwmon.Groups, Component.Platform),
            .. battery.Group is null ? [] : new[] { battery.Group },
            .. Of(elsewhere, Component.Platform),
        ];

        var slots = new List<SensorSlot>();
        CpuPowerModel? model = preference == CpuPreference.Sensor ? null : CpuPowerModel.Find(topology, cpu.Length == 0 ? limits : CgroupLimits.None);
        SourceGroup[] modelled = model is null ? [] : [ModelledCpu.Source(model, load, time)];
        Offer(slots, Component.Cpu, [.. cpu, .. modelled]);
        Offer(slots, Component.Dram, [.. Memory([.. rapl.Dram, .. Of(elsewhere, Component.Dram)], cpu, model, limits)]);
        foreach (Catalogue vendor in gpus)
        {
            slots.AddRange(vendor.Slots);
            _notes.AddRange(vendor.Notes);
            _unused.AddRange(vendor.Unused);
        }

        Offer(slots, Component.Platform, platform);
        bool estimated = cpu.Length == 0 && model is not null && !Measures(platform);
        if (preference != CpuPreference.Model && elsewhere.Count == 0) _notes.AddRange([.. rapl.Notes.Where(note => !RaplNotes.IsHopeless(note) || preference == CpuPreference.Sensor), .. hwmon.Notes]);
        if (estimated) _notes.Add(model!.Note);
        if (external is not null && !Measures([external])) _notes.Add(new Note("ECO1201", "the meter of `--platform-source` gives no value, so it is not used", "try its file or command by hand"));
        return new Catalogue(slots, _notes, _unused);
    }

    /// <summary>Memory by its own counters, else by its size; the model of a whole server, and some meters of the CPU, have it in them already.</summary>
    private IEnumerable<SourceGroup> Memory(SourceGroup[] counters, SourceGroup[] cpu, CpuPowerModel? model, CgroupLimits limits)
    {
        bool cpuMeasured = cpu.Length > 0;
        if (cpuMeasured)
        {
            foreach (SourceGroup group in counters) yield return group;
        }

        bool inside = cpuMeasured ? cpu[0].Sources.Any(source => source.IncludesMemory) : model is null or { IncludesServer: true };
        if (!inside && ModelledMemory.Source(proc, cpuMeasured ? CgroupLimits.None : limits) is { } modelled) yield return modelled;
    }

    /// <summary>Tells counters what the processor can draw at most, where its rated power is known (more is not believed), and what it may draw for long.</summary>
    private SourceGroup[] Bounded(SourceGroup[] measured)
    {
        if (measured.Length == 0) return measured;
        RatedPower? rated = RatedPower.Find(topology);
        IReadOnlyList<PowercapZone> zones = PowercapZone.FindAll(sys);
        return [.. measured.Select(group => new SourceGroup([.. group.Sources.Select(source => source.Socket is { } socket ? Bounded(source, socket) : source)]))];

        EnergySource Bounded(EnergySource source, int socket) => source with
        {
            Ceiling = rated is not null && rated.Tdp * MostOverRated < source.Ceiling ? rated.Tdp * MostOverRated : source.Ceiling,
            Limit = source.Limit ?? PackageLimit.Find(sys, zones, socket) ?? rated?.Tdp,
        };
    }

    private static bool Measures(SourceGroup[] platform)
        => platform.Any(group => group.Sources.All(source => source.Gauge is { } gauge ? gauge.TryRead(out _) == ReadOutcome.Ok : source.Counter!.TryRead(out _) == ReadOutcome.Ok));

    private static IEnumerable<SourceGroup> Of(IEnumerable<SourceGroup> groups, Component component)
        => groups.Where(group => group.Sources[0].Component == component);

    private static void Offer(List<SensorSlot> slots, Component component, SourceGroup[] candidates)
    {
        if (candidates.Length > 0) slots.Add(new SensorSlot(component, candidates));
    }
}
