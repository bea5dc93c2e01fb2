using System.Globalization;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Diagnoses;
using EcoCode.Sensors;

namespace EcoCode.Cli.Diagnosing;

/// <summary>What stands for each part of the machine, and what was left aside.</summary>
internal static class SensorFindings
{
    private const string Section = "Sensors";

    /// <summary>A finding for each component, for what else must be known, and for each sensor that is not counted.</summary>
    /// <param name="catalogue">What the search found.</param>
    /// <param name="isVirtual">Whether this is a virtual machine, in which nothing can be done about missing sensors.</param>
    internal static IEnumerable<Finding> Of(Catalogue catalogue, bool isVirtual)
    {
        Note? cause = Cause(catalogue);
        foreach (SensorSlot slot in catalogue.Slots.Where(slot => slot.Component is not Component.Platform)) yield return Slot(slot, slot.Component == Component.Cpu ? cause : null);
        if (catalogue.Slots.All(slot => slot.Component != Component.Cpu))
        {
            yield return new(Section, FindingLevel.Fail, "CPU", "nothing can be read, and models are ruled out") { Reason = cause?.Message, Fix = cause?.Hint ?? "`--cpu-source auto`", Code = cause?.Code };
        }

        SensorSlot? platform = catalogue.Slots.FirstOrDefault(slot => slot.Component == Component.Platform);
        yield return platform is not null
            ? Slot(platform, null)
            : new(Section, isVirtual ? FindingLevel.Seen : FindingLevel.Warn, "node", "no meter of the whole machine: fans, disks and the losses of the power supply are not counted")
            {
                Fix = isVirtual ? null : "give one, such as a smart plug: `ecocode config set platform_source W:/path/to/file`",
            };
        foreach (Note note in catalogue.Notes.Where(note => note != cause && !IsOfModel(note))) yield return new(Section, FindingLevel.Warn, "note", note.Message) { Fix = note.Hint, Code = note.Code };
        foreach (string line in catalogue.Unused) yield return new(Section, FindingLevel.Seen, "not used", line);
    }

    /// <summary>Why the CPU is modelled: of several reasons one that can be mended, and best by the command that is undone as easily.</summary>
    private static Note? Cause(Catalogue catalogue)
    {
        bool measured = catalogue.Slots.Any(slot => slot.Component == Component.Cpu && slot.Candidates[0].Sources[0].Provenance == Provenance.Measured);
        if (measured) return null;
        return catalogue.Notes
            .Where(note => !IsOfGpu(note))
            .OrderByDescending(note => note.Hint?.Contains("doctor --fix", StringComparison.Ordinal))
            .ThenBy(IsOfModel)
            .FirstOrDefault();
    }

    /// <summary>Notes of models say what the model is, and their hint is a meter outside the machine.</summary>
    private static bool IsOfModel(Note note) => note.Code.StartsWith("ECO110", StringComparison.Ordinal);

    private static bool IsOfGpu(Note note) => note.Code.StartsWith("ECO13", StringComparison.Ordinal);

    private static Finding Slot(SensorSlot slot, Note? cause)
    {
        IReadOnlyList<EnergySource> sources = slot.Candidates[0].Sources;
        bool modelled = sources[0].Provenance == Provenance.Modelled;
        bool mendable = modelled && cause is { Hint: not null } && !IsOfModel(cause);
        FindingLevel level = mendable ? FindingLevel.Fail : modelled ? FindingLevel.Warn : FindingLevel.Ok;
        return new(Section, level, Name(slot.Component), $"{(slot.Gpu is { } gpu ? Gpu(gpu) : string.Join(", ", sources.Select(source => source.Device)))}; {sources[0].Method}")
        {
            Provenance = sources[0].Provenance,
            RelativeBand = sources.Max(source => source.RelativeBand),
            Reason = modelled ? cause?.Message : null,
            Fix = mendable ? cause!.Hint : null,
            Code = modelled ? cause?.Code : null,
        };
    }

    /// <summary>Which GPU, and what of it changes rarely.</summary>
    private static string Gpu(IGpuUse gpu)
    {
        var use = new GpuUse();
        _ = gpu.TryRead(use);
        string?[] parts =
        [
            $"{gpu.Identity.Device} {gpu.Identity.Name}".TrimEnd(),
            gpu.Identity.PciAddress is { } address ? "at " + address : null,
            use.MemoryTotalBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.#} GiB") : null,
            use.PowerLimit is { } limit ? "limit " + Scale.Watts(limit) : null,
            use.SmHertz is { } hertz ? string.Create(CultureInfo.InvariantCulture, $"SM at {hertz / 1e9:0.00} GHz") : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Name(Component component) => component switch
    {
        Component.Cpu => "CPU",
        Component.Dram => "memory",
        Component.Gpu => "GPU",
        Component.Platform => "node",
        _ => component.ToString(),
    };
}
