using System.Globalization;

namespace EcoCode.Sensors.PerfEvents;

/// <summary>The list format of sysfs cpu masks: <c>0,18</c> or <c>0-3,8</c>.</summary>
internal static class CpuList
{
    /// <summary>More processors than any kernel is built for (CONFIG_NR_CPUS is at most 8192); keeps garbage from growing a list.</summary>
    private const int MostCpus = 1 << 16;

    /// <summary>Reads a list. An empty one is valid: no processor.</summary>
    /// <returns>False for anything that is not such a list.</returns>
    public static bool TryParse(string text, out IReadOnlyList<int> cpus)
    {
        var found = new SortedSet<int>();
        cpus = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int dash = part.IndexOf('-', StringComparison.Ordinal);
            if (!TryNumber(dash < 0 ? part : part[..dash], out int first)) return false;
            int last = first;
            if (dash >= 0 && !TryNumber(part[(dash + 1)..], out last)) return false;
            if (last < first) return false;
            for (int cpu = first; cpu <= last; cpu++) found.Add(cpu);
        }

        cpus = [.. found];
        return true;
    }

    private static bool TryNumber(string text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < MostCpus;
}
