using EcoCode.Processes.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Linux;

/// <summary>The tree's CPU time by an inherited perf task clock: it also counts children that nobody waits for.</summary>
/// <remarks>
/// Misses the time from fork to exec and the teardown at exit, 30 to 50 µs a process, and counts what a hypervisor steals meanwhile,
/// so it never replaces the waits.
/// </remarks>
internal sealed class PerfTreeClock : ITreeClock
{
    private readonly SafeFileHandle _counter;

    private PerfTreeClock(SafeFileHandle counter) => _counter = counter;

    public string Name => "perf";

    public bool Replaces => false;

    /// <summary>Opens the clock for what the calling thread will start. Null when perf_event_paranoid or seccomp forbid it.</summary>
    internal static PerfTreeClock? TryOpen()
    {
        SafeFileHandle counter = PerfEvent.OpenTaskClockOfChildren();
        if (!counter.IsInvalid) return new PerfTreeClock(counter);
        counter.Dispose();
        return null;
    }

    public void Enter()
    {
        // The counter was opened on this thread and is off until exec.
    }

    public void Leave()
    {
        // Nor does it count anything of this thread after it.
    }

    public bool TryRead(out TimeSpan cpuTime)
    {
        bool read = PerfEvent.TryRead(_counter, out long nanoseconds);
        cpuTime = new TimeSpan(nanoseconds / 100);
        return read;
    }

    public void Dispose() => _counter.Dispose();
}
