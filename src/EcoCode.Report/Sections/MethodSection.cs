using System.Globalization;
using EcoCode.Ledger;
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
}
