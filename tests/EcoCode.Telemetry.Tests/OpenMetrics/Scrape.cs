using System.Globalization;
using System.Text;
using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Tests.OpenMetrics;

/// <summary>What a scraper gets.</summary>
internal static class Scrape
{
    internal static string Of(MachineSnapshot snapshot, ExpositionFormat format)
    {
        var writer = new MetricWriter(format);
        MachineExposition.Write(Made.Node(snapshot), writer);
        writer.End();
        return Encoding.UTF8.GetString(writer.Written);
    }

    /// <summary>Shown from its first snapshot on, in which nobody had used anything yet.</summary>
    internal static ShownReading<ProcessReading> Processes(MachineSnapshot snapshot, int most = 50)
    {
        var shown = new ShownProcesses(most);
        shown.Take(snapshot with { Processes = [.. snapshot.Processes.Select(process => process with { Energy = default })] });
        return shown.Take(snapshot);
    }

    /// <summary>The same of trees.</summary>
    internal static ShownReading<GroupReading> Trees(MachineSnapshot snapshot, int most = 50)
    {
        var shown = new ShownTrees(most);
        shown.Take(snapshot with { Groups = [.. snapshot.Groups.Select(group => group with { Energy = default })] });
        return shown.Take(snapshot);
    }

    /// <summary>The values of a metric's series, in whole millionths.</summary>
    internal static IEnumerable<long> Values(string text, string name)
        => text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            .Select(line => (long)(decimal.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) * 1_000_000));
}
