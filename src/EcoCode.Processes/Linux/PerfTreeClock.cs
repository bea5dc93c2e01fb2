using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>The tree's CPU time by an inherited perf task clock: it also counts children that nobody waits for.</summary>
/// <remarks>
/// Misses the time from fork to exec and the teardown at exit, 30 to 50 µs a process, and counts what a hypervisor steals meanwhile,
/// so it never replaces the waits.
/// </remarks>
internal sealed class PerfTreeClock : ITreeClock
{
    /// <summary>PERF_TYPE_SOFTWARE and PERF_COUNT_SW_TASK_CLOCK, which counts nanoseconds.</summary>
    private const uint Software = 1;
    private const ulong TaskClock = 1;

    private const PerfBehaviors FromExecOn = PerfBehaviors.Disabled | PerfBehaviors.Inherit | PerfBehaviors.EnableOnExec;

    private readonly PerfCounter _counter;

    private PerfTreeClock(PerfCounter counter) => _counter = counter;

    public string Name => "perf";

    public bool Replaces => false;

    /// <summary>Opens the clock for what the calling thread will start. Null when perf_event_paranoid or seccomp forbid it.</summary>
    internal static PerfTreeClock? TryOpen()
    {
        if (PerfCounter.TryOpenOnThread(Software, TaskClock, FromExecOn, out PerfCounter? counter) == ReadOutcome.Ok && counter is not null) return new PerfTreeClock(counter);

        // A task clock counts kernel time even where the kernel is left out, which more users may ask for.
        return PerfCounter.TryOpenOnThread(Software, TaskClock, FromExecOn | PerfBehaviors.ExcludeKernel, out counter) == ReadOutcome.Ok && counter is not null
            ? new PerfTreeClock(counter)
            : null;
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
        bool read = _counter.TryRead(out ulong nanoseconds) == ReadOutcome.Ok;
        cpuTime = read ? new TimeSpan((long)(nanoseconds / 100)) : default;
        return read;
    }

    public void Dispose() => _counter.Dispose();
}
