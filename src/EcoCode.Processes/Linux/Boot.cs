using EcoCode.Host;
using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>Facts of the running boot.</summary>
public static class Boot
{
    /// <summary>The kernel's id of this boot, a random UUID; empty where /proc hides it. With pid and start it identifies a process for good.</summary>
    public static string Id(PseudoFs proc)
    {
        ArgumentNullException.ThrowIfNull(proc);
        proc.TryReadText("sys/kernel/random/boot_id", out string id);
        return id;
    }

    /// <summary>How long the machine has been suspended since boot. Grows by the length of each suspend.</summary>
    public static TimeSpan Suspended
    {
        get
        {
            _ = Libc.ClockGetTime(Libc.ClockBoottime, out Libc.TimeSpec boot);
            _ = Libc.ClockGetTime(Libc.ClockMonotonic, out Libc.TimeSpec awake);
            return boot.ToTimeSpan() - awake.ToTimeSpan();
        }
    }
}
