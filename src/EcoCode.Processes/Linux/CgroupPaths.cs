using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>Where the cgroup of this process lies, by /proc/self/cgroup and the customary mount points.</summary>
internal static class CgroupPaths
{
    /// <summary>The folder, below /sys, of this process's cgroup that counts CPU time; null when there is none.</summary>
    internal static (string Folder, bool Version1)? OwnForCpuTime(PseudoFs sys, PseudoFs proc)
    {
        foreach ((string controllers, string path) in Lines(proc))
        {
            if (!controllers.Split(',').Contains("cpuacct")) continue;
            if (First(sys, path, "cpuacct.usage", $"fs/cgroup/{controllers}", "fs/cgroup/cpuacct") is { } folder) return (folder, true);
        }

        foreach ((string controllers, string path) in Lines(proc))
        {
            if (controllers.Length > 0) continue;
            if (First(sys, path, "cpu.stat", "fs/cgroup", "fs/cgroup/unified") is { } folder) return (folder, false);
        }

        return null;
    }

    /// <summary>Whether the version 1 hierarchy with cpuacct counts CPU time only, and does not deal it out.</summary>
    internal static bool CountsOnly(PseudoFs proc)
        => Lines(proc).Any(line => line.Controllers.Split(',').Contains("cpuacct") && !line.Controllers.Split(',').Contains("cpu"));

    /// <summary>In a cgroup namespace the mount shows the own group as its root, so the path from /proc may not lead anywhere.</summary>
    private static string? First(PseudoFs sys, string path, string file, params ReadOnlySpan<string> mounts)
    {
        foreach (string mount in mounts)
        {
            string whole = Path.Join(mount, path).TrimEnd('/');
            if (sys.Exists(Path.Join(whole, file))) return whole;
            if (sys.Exists(Path.Join(mount, file))) return mount;
        }

        return null;
    }

    private static IEnumerable<(string Controllers, string Path)> Lines(PseudoFs proc)
    {
        proc.TryReadText("self/cgroup", out string text);
        foreach (string line in text.Split('\n'))
        {
            string[] parts = line.Split(':', 3);
            if (parts.Length == 3) yield return (parts[1], parts[2]);
        }
    }
}
