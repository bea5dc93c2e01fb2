using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Compat;

/// <summary>Writes processes as Kepler does.</summary>
/// <remarks>
/// What was used by processes that could not be seen, and by EcoCode, is in the row of the other processes, so that they sum to the active part, which its
/// dashboards check. What those had that are gone is left out: they take rates of everything.
/// </remarks>
internal readonly struct KeplerProcesses(string node, MetricWriter into)
{
    internal void Write(NodeReading reading)
    {
        MachineSnapshot snapshot = reading.Snapshot;
        IReadOnlyList<Shown<ProcessReading>> shown = reading.Processes.Shown;
        EnergySplit others = reading.Processes.Others + snapshot.Unseen.Energy + snapshot.EcoCode.Energy;
        PowerSplit othersPower = reading.Processes.OthersPower + snapshot.Unseen.Power + snapshot.EcoCode.Power;
        into.Begin(KeplerFamilies.ProcessEnergy);
        for (KeplerZone zone = KeplerZone.Package; zone <= KeplerZone.Dram; zone++)
        {
            if (!snapshot.Has(zone)) continue;
            for (int i = 0; i < shown.Count; i++) Process(shown[i].Reading, state: true, zone.Name()).Value(shown[i].Energy.In(zone));
            Process("other", "running", zone.Name()).Value(others.In(zone));
        }

        into.Begin(KeplerFamilies.ProcessPower);
        for (KeplerZone zone = KeplerZone.Package; zone <= KeplerZone.Dram; zone++)
        {
            if (!snapshot.Has(zone)) continue;
            for (int i = 0; i < shown.Count; i++) Process(shown[i].Reading, state: true, zone.Name()).Value(shown[i].Power.In(zone));
            Process("other", "running", zone.Name()).Value(othersPower.In(zone));
        }

        into.Begin(KeplerFamilies.ProcessTime);
        for (int i = 0; i < shown.Count; i++) Process(shown[i].Reading, state: false, null).Value(shown[i].Reading.CpuTime.TotalSeconds);
        if (!snapshot.Has(KeplerZone.Gpu)) return;
        into.Begin(KeplerFamilies.ProcessGpuEnergy);
        for (int i = 0; i < shown.Count; i++) Process(shown[i].Reading, state: true, null).Value(shown[i].Energy.Gpu);
        Process("other", "running", null).Value(others.Gpu);
        into.Begin(KeplerFamilies.ProcessGpuPower);
        for (int i = 0; i < shown.Count; i++) Process(shown[i].Reading, state: true, null).Value(shown[i].Power.Gpu.Watts);
        Process("other", "running", null).Value(othersPower.Gpu.Watts);
    }

    private MetricWriter Process(ProcessReading process, bool state, string? zone)
    {
        into.Series().Label("pid"u8, process.Key.Pid).Label("comm"u8, process.Name).Label("exe"u8, "").Label("type"u8, process.Group.ContainerId is null ? "regular" : "container");
        if (state) into.Label("state"u8, process.Ended is null ? "running" : "terminated");
        return End(into.Label("container_id"u8, process.Group.ContainerId ?? "").Label("vm_id"u8, ""), zone);
    }

    private MetricWriter Process(string others, string state, string? zone)
        => End(into.Series().Label("pid"u8, "").Label("comm"u8, others).Label("exe"u8, "").Label("type"u8, "regular").Label("state"u8, state).Label("container_id"u8, "").Label("vm_id"u8, ""), zone);

    private MetricWriter End(MetricWriter series, string? zone) => (zone is null ? series : series.Label("zone"u8, zone)).Label("node_name"u8, node);
}
