using System.Globalization;
using System.IO.Enumeration;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>Finds running processes by name.</summary>
public static class ProcessSearch
{
    /// <summary>Pids of the processes whose name (comm, at most 15 bytes) matches a pattern, ascending.</summary>
    /// <param name="proc">The /proc.</param>
    /// <param name="pattern">A name, in which <c>*</c> and <c>?</c> stand for any characters.</param>
    public static IReadOnlyList<int> ByName(PseudoFs proc, string pattern)
    {
        ArgumentNullException.ThrowIfNull(proc);
        var found = new List<int>();
        foreach (string entry in proc.Names(""))
        {
            if (!int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out int pid)) continue;
            if (proc.TryReadText($"{entry}/comm", out string name) == ReadOutcome.Ok && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)) found.Add(pid);
        }

        found.Sort();
        return found;
    }
}
