using EcoCode.Host;

namespace EcoCode.Telemetry.Compat;

/// <summary>What the other programs tell of a machine that is in no snapshot.</summary>
/// <param name="Name">Its name, or that of the Kubernetes node.</param>
/// <param name="Topology">Its processors.</param>
public sealed record CompatHost(string Name, CpuTopology Topology);
