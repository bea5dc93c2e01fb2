using EcoCode.Quantities;

namespace EcoCode.Metering;

/// <summary>Marks of named windows, from any thread, and the tree's energy between them.</summary>
/// <remarks>
/// A mark is placed on the straight line between the settlements around it. Only the marks are kept, never the samples, so a
/// log of a week takes no more memory than one of a minute with as many marks.
/// </remarks>
public sealed class PhaseLog(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Window> _windows = [];
    private long _start;
    private long _lastTime;
    private Energy _lastEnergy;

    /// <summary>Begins a window now.</summary>
    /// <returns>What <see cref="End"/> takes to end it.</returns>
    public int Begin(string name)
    {
        lock (_lock)
        {
            _windows.Add(new Window { Name = name, From = time.GetTimestamp() });
            return _windows.Count - 1;
        }
    }

    /// <summary>Ends a window now. A second end of the same window does nothing.</summary>
    public void End(int window)
    {
        lock (_lock)
        {
            if (window >= 0 && window < _windows.Count) _windows[window].To ??= time.GetTimestamp();
        }
    }

    internal void Start(long now) => (_start, _lastTime, _lastEnergy) = (now, now, Energy.Zero);

    /// <summary>Places the marks that lie before a settlement.</summary>
    internal void Advance(long now, Energy energy)
    {
        lock (_lock)
        {
            foreach (Window window in _windows)
            {
                if (window.EnergyFrom is null && window.From <= now) window.EnergyFrom = At(window.From, now, energy);
                if (window.EnergyTo is null && window.To is { } to && to <= now) window.EnergyTo = At(to, now, energy);
            }

            (_lastTime, _lastEnergy) = (now, energy);
        }
    }

    /// <summary>All windows so far, in the order of their begin; none reaches beyond the last settlement.</summary>
    internal IReadOnlyList<Phase> Read()
    {
        lock (_lock)
        {
            return
            [
                .. _windows.Select(window => new Phase(
                    window.Name,
                    time.GetElapsedTime(_start, Math.Clamp(window.From, _start, _lastTime)),
                    time.GetElapsedTime(_start, Math.Clamp(window.To ?? _lastTime, _start, _lastTime)),
                    (window.EnergyTo ?? _lastEnergy) - (window.EnergyFrom ?? _lastEnergy))),
            ];
        }
    }

    private Energy At(long mark, long now, Energy energy)
    {
        if (mark <= _lastTime || now <= _lastTime) return _lastEnergy;
        long gained = (energy - _lastEnergy).Microjoules;
        return _lastEnergy + Energy.FromMicrojoules((long)((Int128)gained * (mark - _lastTime) / (now - _lastTime)));
    }

    private sealed class Window
    {
        internal required string Name { get; init; }

        internal required long From { get; init; }

        internal long? To { get; set; }

        internal Energy? EnergyFrom { get; set; }

        internal Energy? EnergyTo { get; set; }
    }
}
