namespace EcoCode.Processes;

/// <summary>What a process is doing, by field 3 of /proc/pid/stat.</summary>
public enum ProcessState
{
    /// <summary>Not told.</summary>
    Unknown,

    /// <summary>Runs or could run (R).</summary>
    Running,

    /// <summary>Waits, and a signal would wake it (S, and I of kernel threads).</summary>
    Sleeping,

    /// <summary>Waits for a device, deaf to signals (D).</summary>
    Blocked,

    /// <summary>Was stopped by a signal or a debugger (T, t).</summary>
    Stopped,

    /// <summary>Has ended and was not waited for yet (Z).</summary>
    Zombie,

    /// <summary>Has ended, and nothing is left of it (X, or its pid is gone).</summary>
    Ended,
}
