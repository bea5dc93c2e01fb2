using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Telemetry.Compat;

/// <summary>What is of a zone.</summary>
internal static class KeplerZones
{
    internal static string Name(this KeplerZone zone) => zone == KeplerZone.Package ? "package" : "dram";

    internal static Energy In(this EnergySplit split, KeplerZone zone) => zone switch { KeplerZone.Package => split.Cpu, KeplerZone.Dram => split.Dram, _ => split.Gpu };

    internal static double In(this PowerSplit split, KeplerZone zone)
        => (zone switch { KeplerZone.Package => split.Cpu, KeplerZone.Dram => split.Dram, _ => split.Gpu }).Watts;

    /// <summary>Whether anything is measured in it: what has no source has no series, instead of zero.</summary>
    internal static bool Has(this MachineSnapshot snapshot, KeplerZone zone)
    {
        Component component = zone switch { KeplerZone.Package => Component.Cpu, KeplerZone.Dram => Component.Dram, _ => Component.Gpu };
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (snapshot.Sources[i].Component == component) return true;
        }

        return false;
    }
}
