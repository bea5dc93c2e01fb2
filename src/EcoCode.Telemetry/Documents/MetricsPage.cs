using System.Text;
using EcoCode.Telemetry.Compat;
using EcoCode.Telemetry.OpenMetrics;
using EcoCode.Telemetry.Otlp;

namespace EcoCode.Telemetry.Documents;

/// <summary>Writes docs/metrics.md, of all metrics that there are.</summary>
public static class MetricsPage
{
    /// <summary>Writes it.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(MetricsText.Head);
        Add(page, "What the machine uses, and who", MachineFamilies.All);
        page.Append(MetricsText.Trees);
        Add(page, "What it amounts to, and the agent itself", NodeFamilies.All);
        page.Append(MetricsText.Compat);
        Add(page, "`--compat scaphandre`", ScaphandreFamilies.All);
        page.Append(MetricsText.NotOfScaphandre);
        Add(page, "`--compat kepler`", KeplerFamilies.All);
        page.Append(MetricsText.NotOfKepler);
        page.Append(MetricsText.Otlp);
        page.Append("| metric | kind | unit | attributes | what |\n|---|---|---|---|---|\n");
        foreach (OtlpInstrument instrument in OtlpInstruments.All)
        {
            page.Append($"| `{instrument.Name}` | {(instrument.Counts ? "sum" : "gauge")} | `{instrument.Unit}` | {Names(instrument.Attributes)} | {instrument.Help} |\n");
        }

        page.Append(MetricsText.Resource);
        return page.ToString();
    }

    private static void Add(StringBuilder page, string heading, IEnumerable<MetricFamily> families)
    {
        page.Append($"\n## {heading}\n\n| metric | type | unit | labels | what |\n|---|---|---|---|---|\n");
        foreach (MetricFamily family in families)
        {
            page.Append($"| `{family.Sample}` | {(family.Type == MetricType.Gauge ? "gauge" : "counter")} | {family.Unit.Replace('_', ' ')} | {Names(family.Labels)} | {family.Help} |\n");
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => name[0] == '[' ? $"[`{name.Trim('[', ']')}`]" : $"`{name}`"));
}
