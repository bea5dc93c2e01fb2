using static EcoCode.Telemetry.OpenMetrics.MetricFamily;
using MetricFamily = EcoCode.Telemetry.OpenMetrics.MetricFamily;

namespace EcoCode.Telemetry.Compat;

/// <summary>Metrics as Kepler has them since 0.10, by its reference at github.com/sustainable-computing-io/kepler (docs/user/metrics.md).</summary>
public static class KeplerFamilies
{
    private static readonly string[] OfZone = ["zone", "path", "node_name"];
    private static readonly string[] OfGpu = ["gpu", "gpu_uuid", "gpu_name", "vendor", "node_name"];
    private static readonly string[] OfProcess = ["pid", "comm", "exe", "type", "state", "container_id", "vm_id", "zone", "node_name"];
    private static readonly string[] OfContainer = ["container_id", "container_name", "runtime", "state", "zone", "pod_id", "node_name"];
    private static readonly string[] OfPod = ["pod_id", "pod_name", "pod_namespace", "state", "zone", "node_name"];

    internal static readonly MetricFamily NodeEnergy = Joules("kepler_node_cpu_joules", "Energy of the node by zone.", OfZone);
    internal static readonly MetricFamily NodePower = Watts("kepler_node_cpu_watts", "Power of the node by zone.", OfZone);
    internal static readonly MetricFamily ActiveEnergy = Joules("kepler_node_cpu_active_joules", "The part of the node's energy that somebody is charged with, by zone.", OfZone);
    internal static readonly MetricFamily ActivePower = Watts("kepler_node_cpu_active_watts", "The part of the node's power that somebody is charged with, by zone.", OfZone);
    internal static readonly MetricFamily IdleEnergy = Joules("kepler_node_cpu_idle_joules", "The part of the node's energy that nobody is charged with, by zone.", OfZone);
    internal static readonly MetricFamily IdlePower = Watts("kepler_node_cpu_idle_watts", "The part of the node's power that nobody is charged with, by zone.", OfZone);
    internal static readonly MetricFamily Usage = Gauge("kepler_node_cpu_usage_ratio", "ratio", "Part of the processors' time in which they were busy.", "node_name");
    internal static readonly MetricFamily Cpus = Gauge("kepler_node_cpu_info", "", "1 for each processor.", "processor", "vendor_id", "model_name", "physical_id", "core_id");
    internal static readonly MetricFamily GpuEnergy = Joules("kepler_node_gpu_joules", "Energy of a GPU.", OfGpu);
    internal static readonly MetricFamily GpuPower = Watts("kepler_node_gpu_watts", "Power of a GPU.", OfGpu);
    internal static readonly MetricFamily ProcessEnergy = Joules("kepler_process_cpu_joules", "Energy of a process by zone, since it is among those shown.", OfProcess);
    internal static readonly MetricFamily ProcessPower = Watts("kepler_process_cpu_watts", "Power of a process by zone.", OfProcess);
    internal static readonly MetricFamily ProcessTime = Counter("kepler_process_cpu_seconds", "seconds", "CPU time of a process.", Without(OfProcess, "state", "zone"));
    internal static readonly MetricFamily ProcessGpuEnergy = Joules("kepler_process_gpu_joules", "Energy of GPUs that a process used, since it is among those shown.", Without(OfProcess, "zone"));
    internal static readonly MetricFamily ProcessGpuPower = Watts("kepler_process_gpu_watts", "Power of GPUs that a process uses.", Without(OfProcess, "zone"));
    internal static readonly MetricFamily ContainerEnergy = Joules("kepler_container_cpu_joules", "Energy of a container by zone.", OfContainer);
    internal static readonly MetricFamily ContainerPower = Watts("kepler_container_cpu_watts", "Power of a container by zone.", OfContainer);
    internal static readonly MetricFamily ContainerTime = Counter("kepler_container_cpu_seconds", "seconds", "CPU time of a container.", Without(OfContainer, "zone"));
    internal static readonly MetricFamily ContainerGpuEnergy = Joules("kepler_container_gpu_joules", "Energy of GPUs that a container used.", Without(OfContainer, "zone"));
    internal static readonly MetricFamily ContainerGpuPower = Watts("kepler_container_gpu_watts", "Power of GPUs that a container uses.", Without(OfContainer, "zone"));
    internal static readonly MetricFamily PodEnergy = Joules("kepler_pod_cpu_joules", "Energy of a pod by zone.", OfPod);
    internal static readonly MetricFamily PodPower = Watts("kepler_pod_cpu_watts", "Power of a pod by zone.", OfPod);
    internal static readonly MetricFamily PodGpuEnergy = Joules("kepler_pod_gpu_joules", "Energy of GPUs that a pod used.", Without(OfPod, "zone"));
    internal static readonly MetricFamily PodGpuPower = Watts("kepler_pod_gpu_watts", "Power of GPUs that a pod uses.", Without(OfPod, "zone"));
    internal static readonly MetricFamily Build = Gauge("kepler_build_info", "", "1, with what the agent is.", "arch", "branch", "revision", "version", "goversion");

    /// <summary>All of them, in the order in which they are written.</summary>
    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        NodeEnergy, NodePower, ActiveEnergy, ActivePower, IdleEnergy, IdlePower, Usage, Cpus, GpuEnergy, GpuPower,
        ProcessEnergy, ProcessPower, ProcessTime, ProcessGpuEnergy, ProcessGpuPower,
        ContainerEnergy, ContainerPower, ContainerTime, ContainerGpuEnergy, ContainerGpuPower, PodEnergy, PodPower, PodGpuEnergy, PodGpuPower, Build,
    ];

    private static MetricFamily Joules(string name, string help, IReadOnlyList<string> labels) => Counter(name, "joules", help, labels);

    private static MetricFamily Watts(string name, string help, IReadOnlyList<string> labels) => Gauge(name, "watts", help, labels);

    private static string[] Without(string[] labels, params string[] those) => [.. labels.Except(those)];
}
