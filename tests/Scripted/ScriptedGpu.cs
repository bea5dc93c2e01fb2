using EcoCode.Host;
using EcoCode.Sensors;

namespace EcoCode.Scripted;

/// <summary>The use of a GPU as a test tells it.</summary>
internal sealed class ScriptedGpu(int index = 0) : IGpuUse
{
    private readonly Dictionary<int, GpuProcessUse> _processes = [];
    private TimeSpan _busy;
    private TimeSpan? _throttled;

    public GpuIdentity Identity { get; } = new(index, "Scripted 100", $"GPU-{index:d8}", null);

    /// <summary>How the next readings end.</summary>
    internal ReadOutcome Outcome { get; set; }

    /// <summary>Whether all processes can be seen.</summary>
    internal bool ShowsAll { get; set; } = true;

    internal double? Celsius { get; set; }

    internal double? SmHertz { get; set; }

    internal GpuSlowdown Slowdown { get; set; }

    /// <summary>A process keeps it busy.</summary>
    internal void Work(int pid, TimeSpan time)
    {
        _processes[pid] = Of(pid) with { Busy = Of(pid).Busy + time };
        _busy += time;
    }

    /// <summary>A process that nobody can see keeps it busy.</summary>
    internal void WorkUnseen(TimeSpan time) => _busy += time;

    /// <summary>It is slowed down.</summary>
    internal void Throttle(TimeSpan time) => _throttled = (_throttled ?? TimeSpan.Zero) + time;

    /// <summary>A process holds memory; 0 once it has ended.</summary>
    internal void Hold(int pid, long bytes) => _processes[pid] = Of(pid) with { MemoryBytes = bytes };

    /// <summary>A pid is told of no more.</summary>
    internal void Forget(int pid) => _processes.Remove(pid);

    public ReadOutcome TryRead(GpuUse into)
    {
        if (Outcome != ReadOutcome.Ok) return Outcome;
        into.Clear();
        (into.Busy, into.Throttled, into.ShowsAll, into.Celsius) = (_busy, _throttled, ShowsAll, Celsius);
        (into.SmHertz, into.Slowdown) = (SmHertz, Slowdown);
        into.MemoryBytes = 0;
        foreach (GpuProcessUse process in _processes.Values)
        {
            into.Add(process);
            into.MemoryBytes += process.MemoryBytes;
        }

        return ReadOutcome.Ok;
    }

    private GpuProcessUse Of(int pid) => _processes.GetValueOrDefault(pid, new GpuProcessUse(pid, TimeSpan.Zero, 0));
}
