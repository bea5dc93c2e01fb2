using System.Globalization;

namespace EcoCode.Bench;

/// <summary>The machine, in two lines, so that figures can be compared with those of another.</summary>
internal static class HostText
{
    internal static string Describe()
    {
        string model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown CPU";
        bool guest = File.ReadLines("/proc/cpuinfo").Any(line => line.StartsWith("flags", StringComparison.Ordinal) && line.Contains(" hypervisor", StringComparison.Ordinal));
        string kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        string load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        int processes = Directory.EnumerateDirectories("/proc").Count(path => char.IsAsciiDigit(Path.GetFileName(path)[0]));
        return string.Create(CultureInfo.InvariantCulture, $"{model}, {Environment.ProcessorCount} processors{(guest ? ", virtual" : "")}, Linux {kernel}, .NET {Environment.Version}\nload average {load}, {processes} processes, {(Environment.UserName == "root" ? "as root" : "unprivileged")}");
    }
}
