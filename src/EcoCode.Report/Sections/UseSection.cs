using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Sections;

/// <summary>Who and what used the energy: the machine's shares, the course of power, phases, processes.</summary>
internal static class UseSection
{
    private const int MostColumns = 60;
    private const int MostPhases = 8;
    private const int MostProcesses = 4;
    private const int NameWidth = 32;

    internal static void Write(Page page, RunRecord record)
    {
        var machine = record.Machine;
        string[] sum =
        [
            Scale.Joules(machine.EnergyJ),
            "= tree " + Scale.Joules(machine.TreeJ),
            "+ other processes " + Scale.Joules(machine.OtherProcessesJ),
            "+ idle and rest " + Scale.Joules(machine.IdleAndRestJ),
            $"(attribution {record.Run.Attribution})",
        ];
        page.Row("Machine", sum, separator: " ");

        string course = Sparkline.Draw(record.History.PowerW, Math.Min(MostColumns, page.Style.Width - Page.Column), page.Style.Unicode);
        if (course.Length > 0) page.Row("Power", [course]);
        if (record.Phases.Count > 0) page.Row("Phases", Phases(record.Phases));
        if (record.Total.EnergyJ != Energy.Zero && record.Processes.Count > 0) page.Row("Processes", Processes(record.Processes));
    }

    private static IEnumerable<string> Phases(IReadOnlyList<RunPhase> phases)
    {
        // Phases nest and overlap, so those that are left out have no sum that would mean anything.
        int shown = phases.Count <= MostPhases ? phases.Count : MostPhases - 1;
        foreach (var phase in phases.Take(shown)) yield return $"{Short(phase.Name)} {Scale.Joules(phase.EnergyJ)}";
        if (shown < phases.Count) yield return Number(phases.Count - shown) + " more";
    }

    /// <summary>The names that used most, each with the number of processes that bore it; then all others as one.</summary>
    private static IEnumerable<string> Processes(IReadOnlyList<RunProcess> processes)
    {
        var names = processes.GroupBy(process => process.Name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Count: group.Count(), Energy: Sum(group)))
            .OrderByDescending(group => group.Energy).ThenBy(group => group.Name, StringComparer.Ordinal)
            .ToList();
        var shown = names.Take(names.Count <= MostProcesses + 1 ? names.Count : MostProcesses).Where(name => name.Energy != Energy.Zero).ToList();
        foreach (var (name, count, energy) in shown)
        {
            yield return $"{Short(name)}{(count > 1 ? " ×" + Number(count) : "")} {Scale.Joules(energy)}";
        }

        var others = names.Skip(shown.Count).ToList();
        if (others.Count == 0) yield break;
        int left = others.Sum(name => name.Count);
        long microjoules = others.Sum(name => name.Energy.Microjoules);
        yield return $"{Number(left)} {(left == 1 ? "other" : "others")} {Scale.Joules(Energy.FromMicrojoules(microjoules))}";
    }

    private static Energy Sum(IEnumerable<RunProcess> processes)
        => Energy.FromMicrojoules(processes.Sum(process => process.EnergyJ.Microjoules));

    private static string Short(string name) => Cells.Cut(PlainText.Clean(name), NameWidth, "…");

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
