using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Battery;

/// <summary>The batteries that a machine can run on; while it does, their discharge is the power of the whole machine.</summary>
/// <param name="Group">One gauge for all batteries together; <c>null</c> when there is none.</param>
/// <param name="Unused">Power supplies that are not counted, with the reason.</param>
public sealed record BatterySource(SourceGroup? Group, IReadOnlyList<string> Unused)
{
    private const string Folder = "class/power_supply";

    /// <summary>Finds the batteries of the machine itself; those of mice and headsets (scope <c>Device</c>) are not its power.</summary>
    /// <remarks>Layout: the kernel's Documentation/ABI/testing/sysfs-class-power.</remarks>
    public static BatterySource Find(PseudoFs sys)
    {
        ArgumentNullException.ThrowIfNull(sys);
        var batteries = new List<BatteryPack>();
        var mains = new List<PseudoFile>();
        var unused = new List<string>();
        foreach (string name in sys.Names(Folder))
        {
            string path = $"{Folder}/{name}";
            if (sys.TryReadText(path + "/type", out string type) != ReadOutcome.Ok) continue;
            sys.TryReadText(path + "/scope", out string scope);
            if (scope == "Device")
            {
                if (type == "Battery") unused.Add($"{name}: the battery of a device that is attached");
            }
            else if (type == "Battery")
            {
                if (BatteryPack.Open(sys, path) is { } pack) batteries.Add(pack);
                else unused.Add($"{name}: tells neither power nor current and voltage");
            }
            else if (type is "Mains" or "USB" && PseudoFile.TryOpen(sys.PathOf(path + "/online"), out PseudoFile? online) == ReadOutcome.Ok)
            {
                mains.Add(online!);
            }
        }

        if (batteries.Count == 0)
        {
            mains.ForEach(file => file.Dispose());
            return new(null, unused);
        }

        var source = new EnergySource(new BatteryGauge([.. batteries], [.. mains]))
        {
            Component = Component.Platform,
            Device = batteries.Count == 1 ? "battery" : "batteries",
            Provenance = Provenance.Measured,
            // Fuel gauges are built to a few per cent, and many refresh their power only every few seconds to half a minute.
            RelativeBand = 0.1,
            Method = "battery",
            Origin = sys.PathOf(Folder),
            Ceiling = Power.FromWatts(500),
        };
        return new(new([source]), unused);
    }
}
