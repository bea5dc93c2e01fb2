using EcoCode.Host;

namespace EcoCode.Sensors.Rapl;

/// <summary>RAPL through the powercap tree.</summary>
internal static class PowercapSearch
{
    public const string Method = "rapl-powercap";

    /// <summary>Looks for zones, and adds what may be counted of them to the findings.</summary>
    public static void Run(PseudoFs sys, CpuTopology topology, TimeProvider time, RaplFindings findings)
    {
        IReadOnlyList<PowercapZone> zones = PowercapZone.FindAll(sys);
        SourceGroup Group(IReadOnlyList<RaplReading> readings, Component component)
            => RaplReading.Group(readings, component, Method, topology, time);
        foreach ((RaplDomain domain, Component component) in new[] { (RaplDomain.Package, Component.Cpu), (RaplDomain.Dram, Component.Dram) })
        {
            bool whole = true;
            var readings = new List<RaplReading>();
            // Two control types (MSR and MMIO) show the same hardware: one of each package and die is counted.
            foreach (IGrouping<ZoneName, PowercapZone> same in zones.Where(zone => zone.Covers.Domain == domain).GroupBy(zone => zone.Covers))
            {
                if (TryOpenOne(sys, [.. same], component, findings) is { } reading) readings.Add(reading);
                else whole = false;
            }

            findings.Offer(component, readings, whole, group => Group(group, component));
        }

        PowercapZone[] platforms = [.. zones.Where(zone => zone.Covers.Domain == RaplDomain.Psys).OrderBy(zone => zone.Covers.Package)];
        foreach (PowercapZone psys in platforms) findings.Unused.Add($"`{psys.Node}` ({psys.Label}): contains the packages");
        if (findings.Psys is null && platforms.Length > 0
            && ZoneCounter.TryOpen(sys, platforms[0], out ZoneCounter? platform) == ReadOutcome.Ok)
        {
            findings.Psys = Reading(sys, platforms[0], platform!).Platform(Method, topology);
        }

        foreach (PowercapZone zone in zones)
        {
            string? reason = zone.Covers.Domain switch
            {
                RaplDomain.Core or RaplDomain.Uncore => "inside its package",
                RaplDomain.Unknown => "not known what it covers",
                _ => null,
            };
            if (reason is not null) findings.Unused.Add($"`{zone.Node}` ({zone.Label}): {reason}");
        }
    }

    /// <summary>Opens the first readable one of several zones that show the same hardware.</summary>
    private static RaplReading? TryOpenOne(PseudoFs sys, PowercapZone[] same, Component component, RaplFindings findings)
    {
        PowercapZone? chosen = null;
        ZoneCounter? counter = null;
        var refused = new List<(PowercapZone Zone, ReadOutcome Outcome)>();
        foreach (PowercapZone zone in same)
        {
            if (chosen is not null)
            {
                findings.Unused.Add($"`{zone.Node}` ({zone.Label}): repeats `{chosen.Node}`");
                continue;
            }

            ReadOutcome outcome = ZoneCounter.TryOpen(sys, zone, out counter);
            if (counter is not null) chosen = zone;
            else refused.Add((zone, outcome));
        }

        if (chosen is null)
        {
            foreach ((PowercapZone zone, ReadOutcome outcome) in refused) findings.Refuse(component, Method, OriginOf(sys, zone), outcome);
            return null;
        }

        foreach ((PowercapZone zone, ReadOutcome outcome) in refused)
        {
            findings.Unused.Add($"`{zone.Node}` ({zone.Label}): {RaplRefusal.Words(outcome)}; `{chosen.Node}` stands in");
        }

        return Reading(sys, chosen, counter!);
    }

    private static RaplReading Reading(PseudoFs sys, PowercapZone zone, ZoneCounter counter) => new(zone.Covers.Package, counter, OriginOf(sys, zone));

    private static string OriginOf(PseudoFs sys, PowercapZone zone) => sys.PathOf($"{zone.Path}/energy_uj");
}
