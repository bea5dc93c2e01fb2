using System.Globalization;
using System.Runtime.InteropServices;
using EcoCode.Cli.Interop;
using EcoCode.Host;

namespace EcoCode.Cli.Diagnosing;

/// <summary>Opens the energy counters under powercap to one group, now and at each boot, and closes them again.</summary>
/// <remarks>
/// perf would need CAP_PERFMON on the program, which a new version loses and which lets it count much more than energy. The counters'
/// files give energy only, and a rule outlives new versions of program and kernel. udev's GROUP and MODE are for nodes in /dev and do
/// nothing for attributes in /sys, so the rule runs chgrp; the entry of tmpfiles does the same at a boot at which the driver is there before udev.
/// </remarks>
/// <param name="root">The folder that stands for <c>/</c>.</param>
/// <param name="makeGroup">Makes a system group of a name; false when it could not.</param>
internal sealed class RaplAccess(string root, Func<string, bool> makeGroup)
{
    internal const string Group = "ecocode";

    private const string Rule = "etc/udev/rules.d/70-ecocode-rapl.rules", Entry = "etc/tmpfiles.d/ecocode-rapl.conf";
    private const string Made = "# Made by `ecocode doctor --fix rapl`; `ecocode doctor --unfix rapl` takes it away.\n";
    private const string RuleText = Made
        + "ACTION==\"add\", SUBSYSTEM==\"powercap\", KERNEL==\"intel-rapl*:*\", RUN+=\"/bin/sh -c 'chgrp " + Group + " /sys%p/energy_uj && chmod 0440 /sys%p/energy_uj'\"\n";

    private const string EntryText = Made + "z /sys/class/powercap/intel-rapl*:*/energy_uj 0440 root " + Group + " - -\n";
    private const UnixFileMode Closed = UnixFileMode.UserRead;
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.GroupRead;

    /// <summary>The counters' files that there are.</summary>
    internal IReadOnlyList<string> Counters
    {
        get
        {
            const string Folder = "sys/class/powercap";
            var machine = new PseudoFs(root);
            return
            [
                .. machine.Names(Folder)
                    .Where(zone => zone.StartsWith("intel-rapl", StringComparison.Ordinal) && zone.Contains(':', StringComparison.Ordinal))
                    .Select(zone => Path.Join(root, Folder, zone, "energy_uj"))
                    .Where(File.Exists),
            ];
        }
    }

    /// <summary>What would be done, a line each.</summary>
    internal IEnumerable<string> Plan(bool undo)
    {
        if (undo)
        {
            yield return $"remove {Path.Join(root, Rule)}";
            yield return $"remove {Path.Join(root, Entry)}";
            foreach (string counter in Counters) yield return $"chgrp root {counter} && chmod 0400 {counter}";
            yield break;
        }

        if (GroupId is null) yield return $"groupadd --system {Group}";
        foreach ((string path, string text) in new[] { (Rule, RuleText), (Entry, EntryText) })
        {
            yield return $"write {Path.Join(root, path)}:";
            foreach (string line in text.TrimEnd('\n').Split('\n')) yield return "    " + line;
        }

        foreach (string counter in Counters) yield return $"chgrp {Group} {counter} && chmod 0440 {counter}";
    }

    /// <summary>Does it; what is done already is left as it is.</summary>
    /// <returns>Null, or what went wrong.</returns>
    internal string? Apply(bool undo)
    {
        try
        {
            if (undo)
            {
                foreach (string path in new[] { Rule, Entry })
                {
                    // Deleting from a folder that is not there is a fault to .NET.
                    if (File.Exists(Path.Join(root, path))) File.Delete(Path.Join(root, path));
                }

                return Give(0, Closed);
            }

            if (GroupId is null && !makeGroup(Group)) return $"the group `{Group}` could not be made";
            if (GroupId is not { } group) return $"the group `{Group}` is not in `{Path.Join(root, "etc/group")}`";
            Write(Rule, RuleText);
            Write(Entry, EntryText);
            return Give(group, Open);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    /// <summary>The number of the group by /etc/group under a root; null where there is none.</summary>
    internal static uint? GroupOf(string root)
    {
        new PseudoFs(root).TryReadText("etc/group", out string groups);
        foreach (string line in groups.Split('\n'))
        {
            string[] fields = line.Split(':');
            if (fields.Length >= 3 && fields[0] == Group && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint id)) return id;
        }

        return null;
    }

    private uint? GroupId => GroupOf(root);

    private void Write(string path, string text)
    {
        string whole = Path.Join(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }

    private string? Give(uint group, UnixFileMode mode)
    {
        foreach (string counter in Counters)
        {
            if (FileOwner.Give(counter, group, mode) is var error and not 0) return $"`{counter}`: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}";
        }

        return null;
    }
}
