using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Sections;

/// <summary>How the figures were got: each source of the machine's energy, and how processor time was counted.</summary>
internal static class MethodSection
{
    internal static void Write(Page page, RunRecord record)
    {
        var machine = record.Machine;
        string name = "Sources";
        foreach (var part in machine.Components)
        {
            string called = ComponentName.Of(part, machine.Components);
            if (!called.EndsWith(part.Device, StringComparison.Ordinal)) called += ", " + part.Device;
            string origin = part.Origin is { } from ? $"{part.Source} ({from})" : part.Source;
            page.Row(name,
            [
                called,
                $"{EnergySection.Mark(part.Provenance)} {part.Provenance}",
                origin,
                $"{Scale.Joules(part.EnergyJ)} {BandText.Of(part.BandJ, part.EnergyJ.Joules)}".TrimEnd(),
            ]);
            name = "";
        }

        name = "GPUs";
        foreach (var part in machine.Components)
        {
            if (part.Gpu is not { } gpu) continue;
            page.Row(name, [ComponentName.Of(part, machine.Components), .. GpuFigures(gpu)]);
            name = "";
        }

        var run = record.Run;
        page.Row("Method",
        [
            "tree by " + run.TreeMethod,
            "machine by " + run.MachineMethod,
            "a sample every " + Scale.Time(TimeSpan.FromSeconds(run.IntervalS)),
            string.Create(CultureInfo.InvariantCulture, $"peak memory of EcoCode {record.Self.PeakRssBytes / 1048576.0:0.0} MiB"),
        ]);

        string[] tags = [.. run.Tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];
        if (run.Project is { } project) tags = ["project " + project, .. tags];
        if (tags.Length > 0) page.Row("Tags", tags);
    }

    /// <summary>Which GPU it is and how it fared; what is not told is left out.</summary>
    private static IEnumerable<string> GpuFigures(RunGpu gpu)
    {
        if (gpu.Name is { } name) yield return name;
        if (gpu.PciAddress is { } address) yield return address;
        if (gpu.UtilisationMean is { } busy) yield return "busy " + Scale.Percent(busy);
        if (gpu.MemoryPeakBytes is { } peak) yield return $"memory {Gibibytes(peak)}{(gpu.MemoryTotalBytes is { } total ? $" of {Gibibytes(total)}" : "")} GiB";
        if (gpu.TemperatureMaxC is { } celsius) yield return string.Create(CultureInfo.InvariantCulture, $"{celsius:0} °C");
        if (gpu.SmClockMeanHz is { } sm) yield return string.Create(CultureInfo.InvariantCulture, $"SM {sm / 1e9:0.00} GHz");
        if (gpu.MemoryClockMeanHz is { } memory) yield return string.Create(CultureInfo.InvariantCulture, $"memory {memory / 1e9:0.00} GHz");
        if (gpu.PowerLimitW is { } limit) yield return "limit " + Scale.Watts(Power.FromWatts(limit));
    }

    private static string Gibibytes(long bytes) => (bytes / 1073741824.0).ToString("0.0", CultureInfo.InvariantCulture);
}
