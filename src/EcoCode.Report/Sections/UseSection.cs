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
        if (record.Steps.Count > 0) page.Row("Steps", Steps(record.Steps));
        if (record.Metrics.Count > 0) page.Row("Metrics", Metrics(record.Metrics));
        if (record.Total.EnergyJ != Energy.Zero && record.Processes.Count > 0) page.Row("Processes", Processes(record.Processes));
    }

    private static IEnumerable<string> Phases(IReadOnlyList<RunPhase> phases)
    {
        // Phases nest and overlap, so those that are left out have no sum that would mean anything.
        int shown = phases.Count <= MostPhases ? phases.Count : MostPhases - 1;
        foreach (var phase in phases.Take(shown)) yield return $"{Short(phase.Name)} {Scale.Joules(phase.EnergyJ)}";
        if (shown < phases.Count) yield return Number(phases.Count - shown) + " more";
    }

    private static IEnumerable<string> Steps(IReadOnlyList<RunSteps> all)
    {
        int shown = all.Count <= MostPhases ? all.Count : MostPhases - 1;
        foreach (var steps in all.Take(shown).Where(steps => steps.Count > 0))
        {
            var each = Energy.FromJoules(steps.EnergyJ.Joules / steps.Count);
            yield return $"{Short(steps.Name)} ×{steps.Count.ToString(CultureInfo.InvariantCulture)} {Scale.Joules(each)} each ({Scale.Joules(steps.MinJ)} to {Scale.Joules(steps.MaxJ)})";
        }

        if (shown < all.Count) yield return Number(all.Count - shown) + " more";
    }

    /// <summary>Of what is counted (whole numbers, such as tokens) the sum, and what one took; of anything else the last figure.</summary>
    private static IEnumerable<string> Metrics(IReadOnlyList<RunMetric> all)
    {
        int shown = all.Count <= MostPhases ? all.Count : MostPhases - 1;
        foreach (var metric in all.Take(shown))
        {
            bool counted = metric.Min >= 0 && double.IsInteger(metric.Last) && double.IsInteger(metric.Min) && double.IsInteger(metric.Max) && double.IsInteger(metric.Sum);
            string each = counted && metric.EnergyJPerUnit is { } joules ? $" ({Scale.Joules(Energy.FromJoules(joules))} each)" : "";
            yield return $"{Short(metric.Name)} {Scale.Digits(each.Length > 0 ? metric.Sum : metric.Last)}{each}";
        }

        if (shown < all.Count) yield return Number(all.Count - shown) + " more";
    }

    /// <summary>The names that used most, each with the number of processes that bore it; then all others as one.</summary>
    private static IEnumerable<string> Processes(IReadOnlyList<RunProcess> processes)
    {
        var names = Named.Sum(processes);
        int most = names.Count <= MostProcesses + 1 ? names.Count : MostProcesses, shown = 0;
        for (; shown < most && names[shown].Energy != Energy.Zero; shown++)
        {
            var one = names[shown];
            yield return $"{Short(one.Name)}{(one.Count > 1 ? " ×" + Number(one.Count) : "")} {Scale.Joules(one.Energy)}";
        }

        if (shown == names.Count) yield break;
        int left = 0;
        var rest = Energy.Zero;
        foreach (var one in names.Skip(shown))
        {
            left += one.Count;
            rest += one.Energy;
        }

        yield return $"{Number(left)} {(left == 1 ? "other" : "others")} {Scale.Joules(rest)}";
    }

    private static string Short(string name) => Cells.Cut(PlainText.Clean(name), NameWidth, "…");

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>All processes of one name. A class, and not a tuple, because generic code over it is compiled ahead of time.</summary>
    private sealed class Named(string name)
    {
        private static readonly Comparer<Named> MostFirst = Comparer<Named>.Create((one, other)
            => other.Energy.CompareTo(one.Energy) is var order and not 0 ? order : string.CompareOrdinal(one.Name, other.Name));

        internal string Name => name;

        internal int Count { get; private set; }

        internal Energy Energy { get; private set; }

        /// <summary>The sums, most energy first.</summary>
        internal static List<Named> Sum(IReadOnlyList<RunProcess> processes)
        {
            var sums = new Dictionary<string, Named>(StringComparer.Ordinal);
            foreach (var process in processes)
            {
                if (!sums.TryGetValue(process.Name, out var sum)) sums.Add(process.Name, sum = new(process.Name));
                sum.Count++;
                sum.Energy += process.EnergyJ;
            }

            return [.. sums.Values.Order(MostFirst)];
        }
    }
}
