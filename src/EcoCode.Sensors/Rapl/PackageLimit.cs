using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Rapl;

/// <summary>The power that a CPU package may draw for long: the limit that is set in its powercap zone (PL1).</summary>
/// <remarks>
/// Kernel documentation, power/powercap: of each constraint N of a zone, <c>constraint_N_name</c> tells which one it is and
/// <c>constraint_N_power_limit_uw</c> its limit in µW. AMD's zones have none. All users may read both.
/// </remarks>
internal static class PackageLimit
{
    private const int MostConstraints = 4;
    private const string LongTerm = "long_term";

    /// <summary>The limit of a package, the sum of its dies' where those have zones of their own; <c>null</c> when none is set or told.</summary>
    /// <param name="sys">The machine's /sys.</param>
    /// <param name="zones">Its zones.</param>
    /// <param name="package">Physical id.</param>
    internal static Power? Find(PseudoFs sys, IReadOnlyList<PowercapZone> zones, int package)
    {
        double watts = 0;
        var dies = new HashSet<int>();
        foreach (PowercapZone zone in zones)
        {
            // intel-rapl-mmio repeats the package; the first control type that tells is enough.
            if (zone.Covers.Domain != RaplDomain.Package || zone.Covers.Package != package || dies.Contains(zone.Covers.Die)) continue;
            if (OfZone(sys, zone) is not { } limit) continue;
            dies.Add(zone.Covers.Die);
            watts += limit.Watts;
        }

        return watts > 0 ? Power.FromWatts(watts) : null;
    }

    private static Power? OfZone(PseudoFs sys, PowercapZone zone)
    {
        for (int constraint = 0; constraint < MostConstraints; constraint++)
        {
            if (sys.TryReadText($"{zone.Path}/constraint_{constraint}_name", out string name) != ReadOutcome.Ok) return null;
            if (name.Trim() != LongTerm) continue;
            if (sys.TryReadText($"{zone.Path}/constraint_{constraint}_power_limit_uw", out string text) != ReadOutcome.Ok || !long.TryParse(text.Trim(), out long microwatts)) return null;
            return microwatts > 0 && microwatts / 1e6 < RaplReading.Ceiling.Watts ? Power.FromWatts(microwatts / 1e6) : null;
        }

        return null;
    }
}
