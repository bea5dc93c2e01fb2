namespace EcoCode.Sensors;

/// <summary>What one process has had of a GPU.</summary>
/// <param name="Pid">Its process id, as the /proc that is measured shows it.</param>
/// <param name="Busy">Time that the GPU's engines (SMs, compute units) have worked for it since some fixed moment; never falls while the pid is told of. Zero where the vendor does not tell.</param>
/// <param name="MemoryBytes">Memory of the GPU that it holds now; 0 once it has ended, and where not known.</param>
public readonly record struct GpuProcessUse(int Pid, TimeSpan Busy, long MemoryBytes);
