using static EcoCode.Telemetry.OpenMetrics.MetricFamily;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>The metrics of a machine. Dashboards depend on their names.</summary>
public static class MachineFamilies
{
    private static readonly string[] OfSource = ["component", "device", "method", "provenance"];

    internal static readonly MetricFamily Energy = Counter("ecocode_energy_joules", "joules", "Energy of the machine since the start of measuring, by source; all of them can be added.", OfSource);
    internal static readonly MetricFamily Power = Gauge("ecocode_power_watts", "watts", "Power of the machine, by source.", OfSource);
    internal static readonly MetricFamily Shown = Counter("ecocode_source_energy_joules", "joules", "What each source has shown itself; a meter of the whole machine has the parts in it, so these can not be added.", OfSource);
    internal static readonly MetricFamily Limit = Gauge("ecocode_power_limit_watts", "watts", "Power limit or rated power of a source.", OfSource);
    internal static readonly MetricFamily Up = Gauge("ecocode_source_up", "", "1 if the source gave a value at the last tick, else 0.", OfSource);
    internal static readonly MetricFamily Failures = Counter("ecocode_source_failures", "", "How often the source could not be read.", OfSource);
    internal static readonly MetricFamily Resets = Counter("ecocode_source_resets", "", "How often the counter of the source began again elsewhere than at the end of its range.", OfSource);
    internal static readonly MetricFamily GpuUse = Gauge("ecocode_gpu_utilization_ratio", "ratio", "Part of the time in which the GPU was busy.", OfSource);
    internal static readonly MetricFamily GpuMemory = Gauge("ecocode_gpu_memory_used_bytes", "bytes", "Memory of the GPU that is in use.", OfSource);
    internal static readonly MetricFamily GpuTemperature = Gauge("ecocode_gpu_temperature_celsius", "celsius", "Temperature of the GPU.", OfSource);
    internal static readonly MetricFamily ProcessEnergy = Counter("ecocode_process_energy_joules", "joules", "Energy of processes since they are among those shown; all series together are that of all processes.", "pid", "comm", "user");
    internal static readonly MetricFamily ProcessPower = Gauge("ecocode_process_power_watts", "watts", "Power of processes.", "pid", "comm", "user");
    internal static readonly MetricFamily TreeEnergy = Counter("ecocode_tree_energy_joules", "joules", "Energy of trees of processes, ended ones included, since they are among those shown; all series together are that of all processes.", "root_pid", "root_comm", "user", "unit", "container_id");
    internal static readonly MetricFamily TreePower = Gauge("ecocode_tree_power_watts", "watts", "Power of trees of processes.", "root_pid", "root_comm", "user", "unit", "container_id");
    internal static readonly MetricFamily PartEnergy = Counter("ecocode_unattributed_energy_joules", "joules", "Energy of the machine that is of no process that could be seen.", "part");
    internal static readonly MetricFamily PartPower = Gauge("ecocode_unattributed_power_watts", "watts", "Power of the machine that is of no process that could be seen.", "part");

    /// <summary>Energy by group, in the order of <see cref="Metering.Snapshots.GroupKind"/>, without trees.</summary>
    internal static readonly MetricFamily[] GroupEnergy =
    [
        Counter("ecocode_user_energy_joules", "joules", "Energy of processes, ended ones included, by user.", "uid", "user"),
        Counter("ecocode_unit_energy_joules", "joules", "Energy of processes, ended ones included, by systemd unit.", "unit"),
        Counter("ecocode_container_energy_joules", "joules", "Energy of processes, ended ones included, by container.", "container_id", "runtime"),
        Counter("ecocode_pod_energy_joules", "joules", "Energy of processes, ended ones included, by Kubernetes pod.", "pod_uid", "namespace", "pod"),
        Counter("ecocode_job_energy_joules", "joules", "Energy of processes, ended ones included, by Slurm job.", "slurm_job"),
    ];

    /// <summary>Power by group, in the order of <see cref="Metering.Snapshots.GroupKind"/>, without trees.</summary>
    internal static readonly MetricFamily[] GroupPower =
    [
        Gauge("ecocode_user_power_watts", "watts", "Power of processes by user.", "uid", "user"),
        Gauge("ecocode_unit_power_watts", "watts", "Power of processes by systemd unit.", "unit"),
        Gauge("ecocode_container_power_watts", "watts", "Power of processes by container.", "container_id", "runtime"),
        Gauge("ecocode_pod_power_watts", "watts", "Power of processes by Kubernetes pod.", "pod_uid", "namespace", "pod"),
        Gauge("ecocode_job_power_watts", "watts", "Power of processes by Slurm job.", "slurm_job"),
    ];

    /// <summary>All of them, in the order in which they are written.</summary>
    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        Energy, Power, Shown, Limit, Up, Failures, Resets, GpuUse, GpuMemory, GpuTemperature, ProcessEnergy, ProcessPower, TreeEnergy, TreePower, PartEnergy, PartPower, .. GroupEnergy, .. GroupPower,
    ];
}
