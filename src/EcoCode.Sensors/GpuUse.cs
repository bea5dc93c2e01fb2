namespace EcoCode.Sensors;

/// <summary>A moment's figures of a GPU and of who uses it. Made once and filled again and again.</summary>
public sealed class GpuUse
{
    private GpuProcessUse[] _processes = new GpuProcessUse[16];
    private int _count;

    /// <summary>Time that the GPU has been busy since some fixed moment; never falls. <c>null</c> when not told.</summary>
    public TimeSpan? Busy { get; set; }

    /// <summary>Time that it has been slowed down by its power limit, heat or the like, since some fixed moment; <c>null</c> when not told.</summary>
    public TimeSpan? Throttled { get; set; }

    /// <summary>Memory in use, bytes; <c>null</c> when not told.</summary>
    public long? MemoryBytes { get; set; }

    /// <summary>Memory that it has, bytes; <c>null</c> when not told.</summary>
    public long? MemoryTotalBytes { get; set; }

    /// <summary>Clock of its processors, MHz; <c>null</c> when not told.</summary>
    public double? ClockMegahertz { get; set; }

    /// <summary>Temperature of the chip, °C; <c>null</c> when not told.</summary>
    public double? Celsius { get; set; }

    /// <summary>
    /// Whether <see cref="Processes"/> has everyone who uses the GPU. Where it has not (other users' processes are hidden), the time
    /// that it was busy beyond theirs is that of processes not shown.
    /// </summary>
    public bool ShowsAll { get; set; }

    /// <summary>Whether busy times of processes are not told, but those of the device split by the memory that they hold.</summary>
    public bool SplitByMemory { get; set; }

    /// <summary>Everyone who uses it, in no order, each pid once; who has ended stays for some seconds.</summary>
    public ReadOnlySpan<GpuProcessUse> Processes => _processes.AsSpan(0, _count);

    /// <summary>Forgets all, before it is filled anew.</summary>
    public void Clear()
    {
        (Busy, Throttled, MemoryBytes, Celsius, ShowsAll, SplitByMemory) = (null, null, null, null, false, false);
        (MemoryTotalBytes, ClockMegahertz) = (null, null);
        _count = 0;
    }

    /// <summary>Takes over all of another's figures.</summary>
    public void CopyFrom(GpuUse other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (Busy, Throttled, MemoryBytes, Celsius) = (other.Busy, other.Throttled, other.MemoryBytes, other.Celsius);
        (MemoryTotalBytes, ClockMegahertz) = (other.MemoryTotalBytes, other.ClockMegahertz);
        (ShowsAll, SplitByMemory) = (other.ShowsAll, other.SplitByMemory);
        _count = 0;
        foreach (GpuProcessUse process in other.Processes) Add(process);
    }

    /// <summary>Adds a process. Allocates only when there are more than ever before.</summary>
    public void Add(GpuProcessUse process)
    {
        if (_count == _processes.Length) Array.Resize(ref _processes, _count * 2);
        _processes[_count++] = process;
    }
}
