using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>Writes a snapshot of a machine as metrics.</summary>
public static class MachineExposition
{
    /// <summary>Writes all families of a snapshot. Allocates nothing once the writer's buffer is large enough.</summary>
    /// <param name="reading">The snapshot, with who has series of their own at it.</param>
    /// <param name="into">Where to; it is not ended, for others to follow.</param>
    public static void Write(NodeReading reading, MetricWriter into)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(into);
        MachineSnapshot snapshot = reading.Snapshot;
        WriteSources(snapshot, into);
        WriteGpus(snapshot, into);
        WriteProcesses(reading.Processes, into);
        WriteTrees(reading.Trees, into);
        WriteParts(snapshot, into);
        for (int kind = 0; kind < MachineFamilies.GroupEnergy.Length; kind++)
        {
            WriteGroups(reading, (GroupKind)kind, MachineFamilies.GroupEnergy[kind], power: false, into);
        }

        for (int kind = 0; kind < MachineFamilies.GroupPower.Length; kind++)
        {
            WriteGroups(reading, (GroupKind)kind, MachineFamilies.GroupPower[kind], power: true, into);
        }
    }

    private static void WriteSources(MachineSnapshot snapshot, MetricWriter into)
    {
        into.Begin(MachineFamilies.Energy);
        for (int i = 0; i < snapshot.Sources.Count; i++) Series(into, snapshot.Sources[i]).Value(snapshot.Sources[i].Energy);
        into.Begin(MachineFamilies.Power);
        for (int i = 0; i < snapshot.Sources.Count; i++) Series(into, snapshot.Sources[i]).Value(snapshot.Sources[i].Power.Watts);
        into.Begin(MachineFamilies.Shown);
        for (int i = 0; i < snapshot.Sources.Count; i++) Series(into, snapshot.Sources[i]).Value(snapshot.Sources[i].Shown);
        into.Begin(MachineFamilies.Limit);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (snapshot.Sources[i].Limit is { } limit) Series(into, snapshot.Sources[i]).Value(limit.Watts);
        }

        into.Begin(MachineFamilies.Up);
        for (int i = 0; i < snapshot.Sources.Count; i++) Series(into, snapshot.Sources[i]).Value(snapshot.Sources[i].State == SourceState.Reading ? 1L : 0L);
        into.Begin(MachineFamilies.Failures);
        for (int i = 0; i < snapshot.Sources.Count; i++) Series(into, snapshot.Sources[i]).Value((long)snapshot.Sources[i].Failures);
        into.Begin(MachineFamilies.Resets);
        for (int i = 0; i < snapshot.Sources.Count; i++) Series(into, snapshot.Sources[i]).Value((long)snapshot.Sources[i].Resets);
    }

    private static void WriteGpus(MachineSnapshot snapshot, MetricWriter into)
    {
        into.Begin(MachineFamilies.GpuUse);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (Gpu(snapshot, i) is { Utilisation: { } use }) Series(into, snapshot.Sources[i]).Value(use);
        }

        into.Begin(MachineFamilies.GpuMemory);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (Gpu(snapshot, i) is { MemoryUsedBytes: { } memory }) Series(into, snapshot.Sources[i]).Value(memory);
        }

        into.Begin(MachineFamilies.GpuTemperature);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (Gpu(snapshot, i) is { Celsius: { } celsius }) Series(into, snapshot.Sources[i]).Value(celsius);
        }
    }

    /// <summary>The GPU that a source in use stands for: one that was given up has a successor, which tells the same.</summary>
    private static GpuReading? Gpu(MachineSnapshot snapshot, int source)
        => snapshot.Sources[source] is { State: not SourceState.GivenUp, Gpu: { } gpu } ? gpu : null;

    private static void WriteProcesses(ShownReading<ProcessReading> shown, MetricWriter into)
    {
        into.Begin(MachineFamilies.ProcessEnergy);
        for (int i = 0; i < shown.Shown.Count; i++) Series(into, shown.Shown[i].Reading).Value(shown.Shown[i].Energy.Total);
        Series(into, "other").Value(shown.Others.Total);
        Series(into, "gone").Value(shown.Gone.Total);
        into.Begin(MachineFamilies.ProcessPower);
        for (int i = 0; i < shown.Shown.Count; i++) Series(into, shown.Shown[i].Reading).Value(shown.Shown[i].Power.Total.Watts);
        Series(into, "other").Value(shown.OthersPower.Total.Watts);
    }

    private static void WriteTrees(ShownReading<GroupReading> shown, MetricWriter into)
    {
        into.Begin(MachineFamilies.TreeEnergy);
        for (int i = 0; i < shown.Shown.Count; i++) Tree(into, shown.Shown[i].Reading).Value(shown.Shown[i].Energy.Total);
        Trees(into, "other").Value(shown.Others.Total);
        Trees(into, "gone").Value(shown.Gone.Total);
        into.Begin(MachineFamilies.TreePower);
        for (int i = 0; i < shown.Shown.Count; i++) Tree(into, shown.Shown[i].Reading).Value(shown.Shown[i].Power.Total.Watts);
        Trees(into, "other").Value(shown.OthersPower.Total.Watts);
    }

    private static void WriteParts(MachineSnapshot snapshot, MetricWriter into)
    {
        into.Begin(MachineFamilies.PartEnergy);
        into.Series().Label("part"u8, "idle_and_rest").Value(snapshot.IdleAndRest.Energy.Total);
        into.Series().Label("part"u8, "unseen").Value(snapshot.Unseen.Energy.Total);
        into.Series().Label("part"u8, "ecocode").Value(snapshot.EcoCode.Energy.Total);
        into.Begin(MachineFamilies.PartPower);
        into.Series().Label("part"u8, "idle_and_rest").Value(snapshot.IdleAndRest.Power.Total.Watts);
        into.Series().Label("part"u8, "unseen").Value(snapshot.Unseen.Power.Total.Watts);
        into.Series().Label("part"u8, "ecocode").Value(snapshot.EcoCode.Power.Total.Watts);
    }

    private static void WriteGroups(NodeReading reading, GroupKind kind, MetricFamily family, bool power, MetricWriter into)
    {
        into.Begin(family);
        MachineSnapshot snapshot = reading.Snapshot;
        for (int i = 0; i < snapshot.Groups.Count; i++)
        {
            GroupReading group = snapshot.Groups[i];
            if (group.Kind != kind) continue;
            MetricWriter series = Series(into, group, reading.Pods);
            if (power) series.Value(group.Power.Total.Watts);
            else series.Value(group.Energy.Total);
        }
    }

    private static MetricWriter Series(MetricWriter into, GroupReading group, IReadOnlyDictionary<string, PodName> pods)
    {
        into.Series();
        switch (group.Kind)
        {
            case GroupKind.User:
                return into.Label("uid"u8, group.Id).Label("user"u8, group.Name);
            case GroupKind.Unit:
                return into.Label("unit"u8, group.Id);
            case GroupKind.Container:
                return into.Label("container_id"u8, group.Id).Label("runtime"u8, group.Group?.Runtime is { } runtime && group.Id.Length > 0 ? Name(runtime) : "");
            case GroupKind.Pod:
                _ = pods.TryGetValue(group.Id, out PodName pod);
                return into.Label("pod_uid"u8, group.Id).Label("namespace"u8, pod.Namespace ?? "").Label("pod"u8, pod.Name ?? "");
            default:
                return into.Label("slurm_job"u8, group.Id);
        }
    }

    private static MetricWriter Series(MetricWriter into, SourceReading source)
        => into.Series()
            .Label("component"u8, Name(source.Component))
            .Label("device"u8, source.Device)
            .Label("method"u8, source.Method)
            .Label("provenance"u8, source.Provenance == Provenance.Measured ? "measured" : "modelled");

    private static MetricWriter Series(MetricWriter into, ProcessReading process)
        => into.Series().Label("pid"u8, process.Key.Pid).Label("comm"u8, process.Name).Label("user"u8, process.User);

    private static MetricWriter Series(MetricWriter into, string others) => into.Series().Label("pid"u8, "").Label("comm"u8, others).Label("user"u8, "");

    private static MetricWriter Tree(MetricWriter into, GroupReading tree)
        => into.Series()
            .Label("root_pid"u8, tree.Root?.Pid ?? 0)
            .Label("root_comm"u8, tree.Name)
            .Label("user"u8, tree.User)
            .Label("unit"u8, tree.Group?.Unit ?? "")
            .Label("container_id"u8, tree.Group?.ContainerId ?? "");

    private static MetricWriter Trees(MetricWriter into, string others)
        => into.Series().Label("root_pid"u8, "").Label("root_comm"u8, others).Label("user"u8, "").Label("unit"u8, "").Label("container_id"u8, "");

    internal static string Name(Component component) => component switch
    {
        Component.Cpu => "cpu",
        Component.Dram => "dram",
        Component.Gpu => "gpu",
        Component.Platform => "platform",
        _ => "other",
    };

    internal static string Name(ContainerRuntime runtime) => runtime switch
    {
        ContainerRuntime.Docker => "docker",
        ContainerRuntime.Containerd => "containerd",
        ContainerRuntime.Podman => "podman",
        ContainerRuntime.CriO => "cri-o",
        ContainerRuntime.Lxc => "lxc",
        ContainerRuntime.Machine => "machine",
        _ => "unknown",
    };
}
