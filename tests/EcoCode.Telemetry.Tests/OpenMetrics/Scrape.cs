using System.Globalization;
using System.Text;
using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Tests.OpenMetrics;

/// <summary>What a scraper gets.</summary>
internal static class Scrape
{
    internal static string Of(MachineSnapshot snapshot, ExpositionFormat format, ShownProcesses? shown = null)
    {
        shown ??= Taken(snapshot);
        var writer = new MetricWriter(format);
        new MachineExposition().Write(snapshot, shown, writer);
        writer.End();
        return Encoding.UTF8.GetString(writer.Written);
    }

    /// <summary>Shown from its first snapshot on, in which nobody had used anything yet.</summary>
    internal static ShownProcesses Taken(MachineSnapshot snapshot, int most = 50)
    {
        var shown = new ShownProcesses(most);
        shown.Take(snapshot with { Processes = [.. snapshot.Processes.Select(process => process with { Energy = default })] });
        shown.Take(snapshot);
        return shown;
    }

    /// <summary>The values of a metric's series, in whole millionths.</summary>
    internal static IEnumerable<long> Values(string text, string name)
        => text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            .Select(line => (long)(decimal.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) * 1_000_000));
}
