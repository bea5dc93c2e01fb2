using EcoCode.Host;
using EcoCode.Processes.Linux;
using EcoCode.Report.Diagnoses;

namespace EcoCode.Cli.Diagnosing;

/// <summary>How processes and their CPU time are seen.</summary>
internal static class ProcessFindings
{
    private const string Section = "Processes";

    internal static IEnumerable<Finding> Of(PseudoFs sys, PseudoFs proc, string machineMethod, double processors)
    {
        using (ITreeClock? clock = TreeClocks.Open(sys, proc))
        {
            yield return clock switch
            {
                { Replaces: true } => new(Section, FindingLevel.Ok, "tree", $"the kernel counts a tree's CPU time by itself ({clock.Name})"),
                { } => new(Section, FindingLevel.Ok, "tree", $"CPU time of a tree from its processes and their ends, checked by {clock.Name}"),
                null => new(Section, FindingLevel.Warn, "tree", "CPU time of a tree from its processes and their ends; double-forked ones that live for less than a sample may be missed")
                {
                    Fix = "let this user make cgroups: `systemd-run --user --scope -p Delegate=yes -- ecocode run …`",
                },
            };
        }

        string? hidden = Hidden(proc);
        yield return hidden is null or "0" or "off"
            ? new(Section, FindingLevel.Ok, "/proc", "shows the processes of all users")
            : new(Section, FindingLevel.Warn, "/proc", $"hides other users' processes (hidepid={hidden}): `monitor` sees only your own") { Fix = "`sudo mount -o remount,hidepid=0 /proc`" };
        yield return new(Section, FindingLevel.Ok, "machine", FormattableString.Invariant($"CPU time of {processors:0.##} processors from {machineMethod}"));
    }

    /// <summary>The value of the mount option <c>hidepid</c> of /proc, or null.</summary>
    internal static string? Hidden(PseudoFs proc)
    {
        proc.TryReadText("self/mounts", out string mounts);
        foreach (string line in mounts.Split('\n'))
        {
            string[] fields = line.Split(' ');
            if (fields.Length < 4 || fields[1] != "/proc" || fields[2] != "proc") continue;
            return fields[3].Split(',').FirstOrDefault(option => option.StartsWith("hidepid=", StringComparison.Ordinal))?["hidepid=".Length..];
        }

        return null;
    }
}
