namespace EcoCode.Processes;

/// <summary>Which process it is: its pid, and when it started, since pids are used again.</summary>
/// <remarks>Unique within one boot; <see cref="Linux.Boot.Id"/> names the boot.</remarks>
/// <param name="Pid">The process id, as this PID namespace sees it.</param>
/// <param name="Started">Start in clock ticks after boot (field 22 of /proc/pid/stat).</param>
public readonly record struct ProcessKey(int Pid, long Started);
