using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Compat;

/// <summary>Metrics as Scaphandre has them, by its reference at github.com/hubblo-org/scaphandre (1.0): microwatts and microjoules, and counters without <c>_total</c>.</summary>
public static class ScaphandreFamilies
{
    private static readonly string[] OfDomain = ["socket_id", "domain_id", "domain_name"];
    private static readonly string[] OfProcess = ["pid", "exe", "cmdline", "[container_id]", "[container_runtime]", "[kubernetes_pod_name]", "[kubernetes_pod_namespace]"];

    internal static readonly MetricFamily HostPower = Gauge("scaph_host_power_microwatts", "Power of the machine.", "value_source");
    internal static readonly MetricFamily HostEnergy = Count("scaph_host_energy_microjoules", "Energy of the machine since the start of measuring.", "value_source");
    internal static readonly MetricFamily SocketPower = Gauge("scaph_socket_power_microwatts", "Power of a CPU package.", "socket_id");
    internal static readonly MetricFamily SocketEnergy = Count("scaph_socket_energy_microjoules", "Energy of a CPU package since the start of measuring.", "socket_id");
    internal static readonly MetricFamily DomainPower = Gauge("scaph_domain_power_microwatts", "Power of the memory of a CPU package.", OfDomain);
    internal static readonly MetricFamily DomainEnergy = Count("scaph_domain_energy_microjoules", "Energy of the memory of a CPU package since the start of measuring.", OfDomain);
    internal static readonly MetricFamily HostMemory = Gauge("scaph_host_memory_total_bytes", "Memory of the machine.");
    internal static readonly MetricFamily HostAvailable = Gauge("scaph_host_memory_available_bytes", "Memory that is not in use.");
    internal static readonly MetricFamily ProcessPower = Gauge("scaph_process_power_consumption_microwatts", "Power of a process.", OfProcess);
    internal static readonly MetricFamily ProcessCpu = Gauge("scaph_process_cpu_usage_percentage", "CPU time of a process, in hundredths of all processors.", OfProcess);
    internal static readonly MetricFamily ProcessMemory = Gauge("scaph_process_memory_bytes", "Resident memory of a process.", OfProcess);
    internal static readonly MetricFamily SelfCpu = Gauge("scaph_self_cpu_usage_percent", "CPU time of measuring, in hundredths of a processor.");
    internal static readonly MetricFamily SelfMemory = Gauge("scaph_self_memory_bytes", "Resident memory of the agent.");
    internal static readonly MetricFamily SelfProcesses = Gauge("scaph_self_topo_procs_nb", "Processes that are followed.");

    /// <summary>All of them, in the order in which they are written.</summary>
    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        HostPower, HostEnergy, SocketPower, SocketEnergy, DomainPower, DomainEnergy, HostMemory, HostAvailable,
        ProcessPower, ProcessCpu, ProcessMemory, SelfCpu, SelfMemory, SelfProcesses,
    ];

    private static MetricFamily Gauge(string name, string help, params IReadOnlyList<string> labels) => new(name, MetricType.Gauge, "", help, labels);

    private static MetricFamily Count(string name, string help, params IReadOnlyList<string> labels) => new(name, MetricType.ForeignCounter, "", help, labels);
}
