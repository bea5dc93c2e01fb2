using EcoCode.Ledger;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Sections;

/// <summary>What the reader must know about the figures, and what getting them cost.</summary>
internal static class Footer
{
    internal static void Write(Page page, RunRecord record, bool saved)
    {
        foreach (var warning in record.Warnings) Warn(page, warning);
        page.Paragraph("", Ink.Plain, OwnCost(record), indent: 2);
        if (saved) page.Paragraph("", Ink.Plain, $"saved {record.Run.Id}: `ecocode show {record.Run.Id}`", indent: 2);
    }

    internal static void Warn(Page page, Note warning)
    {
        page.Paragraph("warning: ", Ink.Warning, warning.Message, indent: 9);
        if (warning.Hint is { } hint) page.Paragraph("  hint: ", Ink.Plain, hint, indent: 8);
    }

    private static string OwnCost(RunRecord record)
    {
        var self = record.Self;
        string share = record.Total.EnergyJ > Energy.Zero ? $" ({Scale.Percent(self.EnergyJ / record.Total.EnergyJ)} of the run's)" : "";
        string load = double.IsFinite(self.OverheadRatio) ? $", {Scale.Percent(self.OverheadRatio)} of a core" : "";
        string stretched = self.Stretched ? "; process scans were made rarer to keep to the overhead budget" : "";
        return $"EcoCode's own cost: {Scale.Joules(self.EnergyJ)}{share}, {Scale.Time(TimeSpan.FromSeconds(self.CpuS))} of CPU time{load}{stretched}";
    }
}
