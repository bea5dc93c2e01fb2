using EcoCode.Metering.Snapshots;
using EcoCode.Processes;

namespace EcoCode.Agent.Local;

/// <summary>Adds up what one process and all that descends from it use, from snapshot to snapshot, for as long as somebody has a window on it.</summary>
/// <remarks>
/// Who was in the tree once stays in it, wherever it is handed on to. A descendant that was orphaned before any snapshot had it is not
/// found; what lived between two snapshots is with its parent.
/// </remarks>
/// <param name="pid">The process.</param>
internal sealed class TreeAccount(int pid)
{
    /// <summary>Points that are kept, for windows that begin or end in the past: ten minutes at a tick a second.</summary>
    private const int MostPoints = 600;

    private readonly Dictionary<ProcessKey, TreeTotal> _members = [];
    private readonly Dictionary<int, ProcessKey> _living = [];
    private readonly HashSet<ProcessKey> _before = [];
    private readonly HashSet<ProcessKey> _now = [];
    private readonly List<(long At, TreeTotal Total)> _points = [];
    private TreeTotal _total;
    private bool _found;

    /// <summary>The process.</summary>
    internal int Pid => pid;

    /// <summary>Whether it was found, and has ended.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>Windows that are open on it.</summary>
    internal int Windows { get; set; }

    /// <summary>When it is followed from; until the first snapshot there is nothing.</summary>
    internal long Since => _points.Count > 0 ? _points[0].At : long.MaxValue;

    /// <summary>Takes a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="at">When it was taken, ns.</param>
    internal void Take(MachineSnapshot snapshot, long at)
    {
        _now.Clear();
        bool first = _points.Count == 0, lives = false;
        for (int i = 0; i < snapshot.Processes.Count; i++)
        {
            ProcessReading process = snapshot.Processes[i];
            _now.Add(process.Key);
            bool known = _members.TryGetValue(process.Key, out TreeTotal before);
            if (!known && !Joins(process)) continue;

            // Of who was there before it belonged to the tree, only what follows counts.
            bool old = !known && (first || _before.Contains(process.Key));
            if (old) before = new TreeTotal(process.Energy, process.CpuTime, default);
            TimeSpan worked = old ? TimeSpan.Zero : process.GpuUse * snapshot.Interval;
            var now = new TreeTotal(process.Energy, process.CpuTime, before.GpuTime + worked);
            _total += now - before;
            _members[process.Key] = now;
            if (process.Ended is not null) _living.Remove(process.Key.Pid);
            lives |= process.Ended is null && process.Key.Pid == pid;
        }

        foreach (ProcessKey key in _before)
        {
            if (!_now.Contains(key)) _members.Remove(key);
        }

        _before.Clear();
        _before.UnionWith(_now);
        _found |= lives;
        IsOver = _found && !lives;
        if (_points.Count == MostPoints) _points.RemoveAt(1);
        _points.Add((at, _total));
    }

    /// <summary>The total at a time, in proportion between the snapshots around it. False while it lies ahead of the last of them.</summary>
    internal bool TryTotal(long at, out TreeTotal total)
    {
        total = default;
        if (_points.Count == 0 || at > _points[^1].At) return false;
        int after = _points.FindIndex(point => point.At >= at);
        (long to, TreeTotal end) = _points[after];
        if (after == 0 || to == at)
        {
            total = end;
            return true;
        }

        (long from, TreeTotal begin) = _points[after - 1];
        double part = (double)(at - from) / (to - from);
        total = begin + (end - begin).Part(part);
        return true;
    }

    private bool Joins(ProcessReading process)
    {
        ProcessKey key = process.Key;
        bool root = key.Pid == pid && !_found;
        if (process.Ended is not null || (!root && !_living.ContainsKey(process.Parent))) return false;
        _living[key.Pid] = key;
        return true;
    }
}
