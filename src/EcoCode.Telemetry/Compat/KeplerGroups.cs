using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Grouping;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Compat;

/// <summary>Writes containers and pods as Kepler does, without those that are gone.</summary>
internal readonly struct KeplerGroups(string node, MetricWriter into)
{
    internal void Write(NodeReading reading)
    {
        WriteContainers(reading.Snapshot);
        WritePods(reading);
    }

    private static ReadOnlySpan<char> Short(string container) => container.AsSpan(0, Math.Min(12, container.Length));

    private void WriteContainers(MachineSnapshot snapshot)
    {
        into.Begin(KeplerFamilies.ContainerEnergy);
        WriteContainers(snapshot, byZone: true, (group, zone, series) => series.Value(group.Energy.In(zone)));
        into.Begin(KeplerFamilies.ContainerPower);
        WriteContainers(snapshot, byZone: true, (group, zone, series) => series.Value(group.Power.In(zone)));
        into.Begin(KeplerFamilies.ContainerTime);
        WriteContainers(snapshot, byZone: false, (group, _, series) => series.Value(group.CpuTime.TotalSeconds));
        if (!snapshot.Has(KeplerZone.Gpu)) return;
        into.Begin(KeplerFamilies.ContainerGpuEnergy);
        WriteContainers(snapshot, byZone: false, (group, _, series) => series.Value(group.Energy.Gpu));
        into.Begin(KeplerFamilies.ContainerGpuPower);
        WriteContainers(snapshot, byZone: false, (group, _, series) => series.Value(group.Power.Gpu.Watts));
    }

    private void WriteContainers(MachineSnapshot snapshot, bool byZone, Action<GroupReading, KeplerZone, MetricWriter> value)
    {
        for (KeplerZone zone = KeplerZone.Package; zone <= (byZone ? KeplerZone.Dram : KeplerZone.Package); zone++)
        {
            if (byZone && !snapshot.Has(zone)) continue;
            for (int i = 0; i < snapshot.Groups.Count; i++)
            {
                if (snapshot.Groups[i] is not { Kind: GroupKind.Container, Id.Length: > 0, Id: not GroupReading.Gone } group) continue;

                // Names of containers are known to their runtimes alone; dashboards need something to tell them apart by.
                into.Series()
                    .Label("container_id"u8, group.Id)
                    .Label("container_name"u8, Short(group.Id))
                    .Label("runtime"u8, group.Group?.Runtime is { } runtime ? MachineExposition.Name(runtime) : "")
                    .Label("state"u8, group.Processes > 0 ? "running" : "terminated");
                if (byZone) into.Label("zone"u8, zone.Name());
                value(group, zone, into.Label("pod_id"u8, group.Group?.PodUid ?? "").Label("node_name"u8, node));
            }
        }
    }

    private void WritePods(NodeReading reading)
    {
        into.Begin(KeplerFamilies.PodEnergy);
        WritePods(reading, byZone: true, (group, zone, series) => series.Value(group.Energy.In(zone)));
        into.Begin(KeplerFamilies.PodPower);
        WritePods(reading, byZone: true, (group, zone, series) => series.Value(group.Power.In(zone)));
        if (!reading.Snapshot.Has(KeplerZone.Gpu)) return;
        into.Begin(KeplerFamilies.PodGpuEnergy);
        WritePods(reading, byZone: false, (group, _, series) => series.Value(group.Energy.Gpu));
        into.Begin(KeplerFamilies.PodGpuPower);
        WritePods(reading, byZone: false, (group, _, series) => series.Value(group.Power.Gpu.Watts));
    }

    private void WritePods(NodeReading reading, bool byZone, Action<GroupReading, KeplerZone, MetricWriter> value)
    {
        MachineSnapshot snapshot = reading.Snapshot;
        for (KeplerZone zone = KeplerZone.Package; zone <= (byZone ? KeplerZone.Dram : KeplerZone.Package); zone++)
        {
            if (byZone && !snapshot.Has(zone)) continue;
            for (int i = 0; i < snapshot.Groups.Count; i++)
            {
                if (snapshot.Groups[i] is not { Kind: GroupKind.Pod, Id.Length: > 0, Id: not GroupReading.Gone } group) continue;
                if (!reading.Pods.TryGetValue(group.Id, out PodName pod)) pod = new PodName("", group.Id);
                into.Series().Label("pod_id"u8, group.Id).Label("pod_name"u8, pod.Name).Label("pod_namespace"u8, pod.Namespace).Label("state"u8, group.Processes > 0 ? "running" : "terminated");
                if (byZone) into.Label("zone"u8, zone.Name());
                value(group, zone, into.Label("node_name"u8, node));
            }
        }
    }
}
