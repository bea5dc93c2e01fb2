using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>Reads the CPU time of a process. False when it can't be told.</summary>
internal delegate bool ReadPidClock(int pid, out TimeSpan cpuTime);

/// <summary>The CPU clock of a process: time of all its threads, ended ones too, to the nanosecond, for processes of any user, and of zombies.</summary>
/// <remarks>One system call of 0.3 µs; /proc/pid/stat takes 1.7 µs and tells time in steps of 10 ms, twice.</remarks>
internal static class PidClock
{
    /// <summary>Reads the clock of a process. False when there is none: it ended and was waited for.</summary>
    internal static bool TryRead(int pid, out TimeSpan cpuTime)
    {
        // The clock id of a pid is its complement, shifted, with CPUCLOCK_SCHED (2) in the low bits: clock_getcpuclockid(3).
        bool read = Libc.ClockGetTime((~pid << 3) | 2, out Libc.TimeSpec time) == 0;
        cpuTime = read ? time.ToTimeSpan() : default;
        return read;
    }

    /// <summary>CPU time of this process.</summary>
    internal static TimeSpan Own
    {
        get
        {
            _ = Libc.ClockGetTime(Libc.ClockOwnProcess, out Libc.TimeSpec time);
            return time.ToTimeSpan();
        }
    }

    /// <summary>CPU time of the calling thread.</summary>
    internal static TimeSpan OwnThread
    {
        get
        {
            _ = Libc.ClockGetTime(Libc.ClockOwnThread, out Libc.TimeSpec time);
            return time.ToTimeSpan();
        }
    }
}
