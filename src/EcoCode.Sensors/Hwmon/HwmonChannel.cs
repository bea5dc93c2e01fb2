using EcoCode.Host;

namespace EcoCode.Sensors.Hwmon;

/// <summary>One channel of a hwmon device that tells energy or power.</summary>
/// <param name="Folder">The device, below /sys: <c>class/hwmon/hwmon3</c>.</param>
/// <param name="Driver">Its <c>name</c>.</param>
/// <param name="Label">What the driver calls the channel; empty when it does not.</param>
/// <param name="File">The file to read, below /sys.</param>
/// <param name="Current">The file of the current when <see cref="File"/> is a voltage; else <c>null</c>.</param>
/// <param name="IsDisabled">Whether its <c>_enable</c> is 0.</param>
internal sealed record HwmonChannel(string Folder, string Driver, string Label, string File, string? Current, bool IsDisabled)
{
    /// <summary>Whether it counts energy; otherwise it tells power.</summary>
    internal bool CountsEnergy => Path.GetFileName(File).StartsWith("energy", StringComparison.Ordinal);

    /// <summary>For people: device, driver and label.</summary>
    internal string Name => $"{Path.GetFileName(Folder)} {Driver} {(Label.Length > 0 ? Label : Path.GetFileName(File))}";

    /// <summary>Finds the channels of all hwmon devices.</summary>
    /// <remarks>
    /// Layout and units: the kernel's Documentation/ABI/testing/sysfs-class-hwmon. Drivers that register the old way (the ACPI
    /// power meter) keep their files in the parent device.
    /// </remarks>
    internal static IEnumerable<HwmonChannel> All(PseudoFs sys)
    {
        foreach (string device in sys.Names("class/hwmon"))
        {
            foreach (HwmonChannel channel in Of(sys, "class/hwmon/" + device)) yield return channel;
        }
    }

    /// <summary>Finds the channels of one hwmon device; none when it does not name its driver.</summary>
    internal static IEnumerable<HwmonChannel> Of(PseudoFs sys, string folder)
    {
        if (sys.TryReadText(folder + "/name", out string driver) != ReadOutcome.Ok
            && sys.TryReadText(folder + "/device/name", out driver) != ReadOutcome.Ok)
            return [];
        HwmonChannel[] own = [.. In(sys, folder, folder, driver)];
        return own.Length > 0 ? own : In(sys, folder, folder + "/device", driver);
    }

    private static IEnumerable<HwmonChannel> In(PseudoFs sys, string folder, string files, string driver)
    {
        IReadOnlyList<string> names = sys.Names(files);
        foreach (string name in names)
        {
            string channel = name[..Math.Max(0, name.IndexOf('_', StringComparison.Ordinal))];
            string item = name[channel.Length..];
            bool isUsed = Numbered(channel, "energy") ? item == "_input"
                // Where a driver gives both, the average misses nothing between two readings.
                : Numbered(channel, "power") ? item == "_average" || (item == "_input" && !names.Contains(channel + "_average"))
                : item == "_input" && Numbered(channel, "in") && driver == "ina3221";
            if (!isUsed) continue;

            // This chip knows voltage and current; its driver leaves the product to the reader.
            string? current = channel[0] == 'i' ? $"{files}/curr{channel["in".Length..]}_input" : null;
            if (current is not null && !sys.Exists(current)) continue;
            if (sys.TryReadText($"{files}/{channel}_label", out string label) != ReadOutcome.Ok)
                sys.TryReadText($"{files}/{channel}_oem_info", out label);
            bool isDisabled = sys.TryReadInteger($"{files}/{channel}_enable", out long enable) == ReadOutcome.Ok && enable == 0;
            yield return new(folder, driver, label, $"{files}/{name}", current, isDisabled);
        }
    }

    private static bool Numbered(string channel, string kind)
        => channel.Length > kind.Length
            && channel.StartsWith(kind, StringComparison.Ordinal)
            && channel.AsSpan(kind.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
