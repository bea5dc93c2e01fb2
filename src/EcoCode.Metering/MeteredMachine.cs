using EcoCode.Processes;
using EcoCode.Sensors;

namespace EcoCode.Metering;

/// <summary>All that a meter reads: sensors, the processes' CPU time, the machine's, its memory, and EcoCode's own.</summary>
/// <param name="Slots">The sensors.</param>
/// <param name="Cpu">CPU time of the machine.</param>
/// <param name="Memory">Memory of the machine.</param>
/// <param name="OwnCpuTime">CPU time of EcoCode.</param>
/// <param name="Suspended">How long the machine has been suspended so far.</param>
/// <param name="Freshen">Has what is read in the background read now, and waits for it a moment at most; called before the first and before the last reading.</param>
public sealed record MeteredMachine(
    IReadOnlyList<SensorSlot> Slots,
    IMachineCpu Cpu,
    IMemoryUse Memory,
    Func<TimeSpan> OwnCpuTime,
    Func<TimeSpan> Suspended,
    Action? Freshen = null);
