using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using EcoCode.Host;

namespace EcoCode.Cli.Diagnosing;

/// <summary>Packs what sensors read of /sys and /proc, so that a machine can be looked at, and tested with, elsewhere.</summary>
/// <remarks>What is taken is named here; everything else stays: no serial numbers, command lines, host names, users, or addresses of network cards.</remarks>
internal static partial class MachineCapture
{
    private const string Readme = "capture.txt";

    private static readonly string[] OfProc = ["cpuinfo", "meminfo", "sys/kernel/osrelease", "sys/kernel/perf_event_paranoid"];
    private static readonly string[] OfSys = ["class/dmi/id/chassis_type", "devices/system/cpu/online", "bus/event_source/devices/power/type", "bus/event_source/devices/power/cpumask"];
    private static readonly string[] OfZone = ["name", "energy_uj", "max_energy_range_uj", "enabled"];
    private static readonly string[] OfSupply = ["type", "scope", "status", "online", "power_now", "current_now", "voltage_now"];

    /// <summary>Writes a tar.gz with <c>sys/</c>, <c>proc/</c>, and a list of what could not be read.</summary>
    internal static void Write(Stream into, PseudoFs sys, PseudoFs proc)
    {
        using var zipped = new GZipStream(into, CompressionLevel.SmallestSize, leaveOpen: true);
        using var tar = new TarWriter(zipped, TarEntryFormat.Ustar, leaveOpen: true);
        var refused = new StringBuilder("What EcoCode's sensors read on one machine. Could not be read:\n");
        foreach (string file in OfProc) Take(tar, proc, "proc", file, refused);
        foreach (string file in Wanted(sys).Distinct()) Take(tar, sys, "sys", file, refused);
        Add(tar, Readme, refused.ToString());
    }

    private static IEnumerable<string> Wanted(PseudoFs sys)
    {
        foreach (string file in OfSys) yield return file;
        foreach (string cpu in sys.Names("devices/system/cpu").Where(name => Processor().IsMatch(name)))
        {
            yield return $"devices/system/cpu/{cpu}/topology/physical_package_id";
        }

        foreach (string folder in new[] { "bus/event_source/devices/power/format", "bus/event_source/devices/power/events" })
        {
            foreach (string name in sys.Names(folder)) yield return $"{folder}/{name}";
        }

        string powercap = sys.Exists("class/powercap") ? "class/powercap" : "devices/virtual/powercap/intel-rapl";
        foreach (string zone in sys.Names(powercap).Where(name => name.StartsWith("intel-rapl", StringComparison.Ordinal)))
        {
            foreach (string file in OfZone) yield return $"{powercap}/{zone}/{file}";
        }

        foreach (string device in sys.Names("class/hwmon"))
        {
            foreach (string folder in new[] { $"class/hwmon/{device}", $"class/hwmon/{device}/device" })
            {
                foreach (string name in sys.Names(folder).Where(name => Channel().IsMatch(name))) yield return $"{folder}/{name}";
            }
        }

        // A mouse or a headset is named by its address.
        foreach (string supply in sys.Names("class/power_supply").Where(name => !Address().IsMatch(name)))
        {
            foreach (string file in OfSupply) yield return $"class/power_supply/{supply}/{file}";
        }
    }

    private static void Take(TarWriter tar, PseudoFs root, string prefix, string file, StringBuilder refused)
    {
        ReadOutcome outcome = root.TryReadText(file, out string text);
        if (outcome == ReadOutcome.Ok) Add(tar, $"{prefix}/{file}", Clean(text) + "\n");
        else if (outcome != ReadOutcome.Gone) refused.Append($"{prefix}/{file}: {outcome}\n");
    }

    /// <summary>Drops the serial number that cpuinfo of some ARM boards ends with, and blots out addresses of network cards.</summary>
    private static string Clean(string text)
        => Address().Replace(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("Serial", StringComparison.OrdinalIgnoreCase))), "xx:xx:xx:xx:xx:xx");

    private static void Add(TarWriter tar, string name, string text)
        => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            ModificationTime = DateTimeOffset.UnixEpoch,
        });

    [GeneratedRegex("^cpu[0-9]+$")]
    private static partial Regex Processor();

    [GeneratedRegex("^(name|(in|curr|power|energy)[0-9]+_(input|average|label|oem_info|enable))$")]
    private static partial Regex Channel();

    [GeneratedRegex("(?<![0-9a-fA-F:])([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}(?![0-9a-fA-F:])")]
    private static partial Regex Address();
}
