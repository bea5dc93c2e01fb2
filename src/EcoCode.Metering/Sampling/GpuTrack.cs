using EcoCode.Host;
using EcoCode.Metering.Attribution;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Sampling;

/// <summary>Follows how busy a GPU is, and with whom.</summary>
/// <remarks>Use is kept until energy is shared out by it, so that what comes late, or after a gap, goes by all that happened since.</remarks>
public sealed class GpuTrack
{
    /// <summary>Ended users are forgotten only when there are many: one whose driver tells of it again must not count anew.</summary>
    private const int MostUsers = 256;

    private readonly IGpuUse _use;
    private readonly TimeProvider _time;
    private readonly GpuUse _now = new();
    private readonly Dictionary<int, GpuUser> _users = [];
    private TimeSpan? _busyCounted;
    private TimeSpan? _throttledCounted;
    private TimeSpan _busyInAll;
    private TimeSpan _told;
    private GpuSlowdown _slowdown;
    private ClockMean _smClock;
    private ClockMean _memoryClock;
    private long _lastTime;
    private int _reading;
    private bool _begun;

    internal GpuTrack(IGpuUse use, TimeProvider time) => (_use, _time) = (use, time);

    /// <summary>Which GPU.</summary>
    public GpuIdentity Identity => _use.Identity;

    /// <summary>Part of the time in which it was busy, 0 to 1; <c>null</c> when not known.</summary>
    public double? MeanUtilisation => _told > TimeSpan.Zero ? Math.Min(1, _busyInAll / _told) : null;

    /// <summary>Whether it told of itself the last time.</summary>
    internal bool Reads { get; private set; }

    /// <summary>Memory in use at the last reading, bytes; <c>null</c> when not known.</summary>
    internal long? MemoryBytes => _now.MemoryBytes;

    /// <summary>Temperature at the last reading, °C; <c>null</c> when not known.</summary>
    internal double? Celsius => _now.Celsius;

    /// <summary>Clock at the last reading, MHz; <c>null</c> when not known.</summary>
    internal double? ClockMegahertz => _now.SmHertz / 1e6;

    /// <summary>Time that it was busy, of <see cref="Told"/>.</summary>
    internal TimeSpan BusyInAll => _busyInAll;

    /// <summary>Time of which it is known how busy it was.</summary>
    internal TimeSpan Told => _told;

    /// <summary>Most memory that was in use at any reading, bytes; <c>null</c> when not known.</summary>
    public long? PeakMemoryBytes { get; private set; }

    /// <summary>Highest temperature of any reading, °C; <c>null</c> when not known.</summary>
    public double? HighestCelsius { get; private set; }

    /// <summary>Memory that it has, bytes; <c>null</c> when not known.</summary>
    public long? MemoryTotalBytes => _now.MemoryTotalBytes;

    /// <summary>Its power limit; <c>null</c> when not known.</summary>
    public Power? PowerLimit => _now.PowerLimit;

    /// <summary>Mean clock of what computes, Hz; <c>null</c> when not known.</summary>
    public double? MeanSmHertz => _smClock.Mean;

    /// <summary>Mean clock of its memory, Hz; <c>null</c> when not known.</summary>
    public double? MeanMemoryHertz => _memoryClock.Mean;

    /// <summary>All that has slowed it down: <c>power limit</c>, <c>heat</c>, <c>hardware</c>.</summary>
    public IReadOnlyList<string> SlowedBy => SlowdownNames.Of(_slowdown);

    /// <summary>Time in which it was slowed down; <c>null</c> when not known.</summary>
    public TimeSpan? Throttled { get; private set; }

    /// <summary>Time that it has worked for the tree.</summary>
    public TimeSpan TreeTime { get; private set; }

    /// <summary>Whether processes outside of the tree have kept it busy at the same time as the tree did.</summary>
    public bool Contended { get; internal set; }

    /// <summary>Busy time of the device that has not been shared out yet; zero when not told.</summary>
    internal TimeSpan Busy { get; private set; }

    /// <summary>Whether <see cref="Users"/> are all there are.</summary>
    internal bool ShowsAll => _now.ShowsAll;

    /// <summary>Whether busy times rest on memory, since the driver tells no others.</summary>
    internal bool SplitByMemory => _now.SplitByMemory;

    internal Dictionary<int, GpuUser>.ValueCollection Users => _users.Values;

    /// <summary>Takes the first reading: a baseline.</summary>
    internal void Begin(long now)
    {
        _users.Clear();
        (_busyCounted, _throttledCounted, PeakMemoryBytes, HighestCelsius) = (null, null, null, null);
        (_busyInAll, _told, Busy, Throttled, TreeTime, Contended) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, null, TimeSpan.Zero, false);
        (_smClock, _memoryClock, _slowdown) = (default, default, GpuSlowdown.None);
        _begun = false;
        _lastTime = now;
        Advance(now);
    }

    /// <summary>Takes a reading. When there is none, the next one has all that it would have told.</summary>
    internal void Advance(long now)
    {
        Reads = _use.TryRead(_now) == ReadOutcome.Ok;
        if (!Reads) return;
        TimeSpan since = _time.GetElapsedTime(_lastTime, now);
        _lastTime = now;
        _reading++;
        TakeDevice(since);
        foreach (GpuProcessUse process in _now.Processes) Take(process, since);
        foreach (GpuUser user in _users.Values)
        {
            if (user.Reading == _reading) continue;
            user.Held += Settlement.Held(user.Memory, since);
            user.Memory = 0;
        }

        _begun = true;
    }

    /// <summary>Finds out which users are of the tree, and tells their rows how long they were busy.</summary>
    /// <param name="open">Rows of processes that live, or have ended since the last time.</param>
    /// <param name="all">All rows: what a driver tells of a process can come after its end.</param>
    internal void Identify(List<Charge> open, List<Charge> all)
    {
        foreach (GpuUser user in _users.Values)
        {
            if (user.Untold == TimeSpan.Zero && user.Held == 0) continue;
            if (Find(open, user.Pid) is { } charge) user.Charge = charge;
            else if (!user.Searched) user.Charge = Find(all, user.Pid);
            user.Searched = true;
            if (user.Charge is { } row)
            {
                row.GpuTime += row.SummedUp ? TimeSpan.Zero : user.Untold;
                TreeTime += user.Untold;
            }

            user.Untold = TimeSpan.Zero;
        }
    }

    /// <summary>Begins a new span: all use so far has had its energy.</summary>
    internal void Shared()
    {
        Busy = TimeSpan.Zero;
        foreach (GpuUser user in _users.Values) (user.Busy, user.Held) = (TimeSpan.Zero, 0);
        if (_users.Count <= MostUsers) return;
        foreach ((int pid, GpuUser user) in _users)
        {
            if (user.Reading != _reading) _users.Remove(pid);
        }
    }

    private void TakeDevice(TimeSpan since)
    {
        if (_now.Busy is { } busy)
        {
            if (_busyCounted is { } before)
            {
                TimeSpan more = busy > before ? busy - before : TimeSpan.Zero;
                Busy += more;
                _busyInAll += more;
                _told += since;
            }

            _busyCounted = busy;
        }

        if (_now.Throttled is { } throttled)
        {
            TimeSpan more = _throttledCounted is { } before && throttled > before ? throttled - before : TimeSpan.Zero;
            Throttled = (Throttled ?? TimeSpan.Zero) + more;
            _throttledCounted = throttled;
        }

        _slowdown |= _now.Slowdown;
        _smClock.Add(_now.SmHertz, since);
        _memoryClock.Add(_now.MemoryHertz, since);
        if (_now.MemoryBytes is { } memory) PeakMemoryBytes = Math.Max(memory, PeakMemoryBytes ?? 0);
        if (_now.Celsius is { } celsius) HighestCelsius = Math.Max(celsius, HighestCelsius ?? celsius);
    }

    private void Take(GpuProcessUse process, TimeSpan since)
    {
        if (!_users.TryGetValue(process.Pid, out GpuUser? user))
        {
            // Who is there at the begin has been busy before; of who comes later all counts.
            user = new GpuUser(process.Pid) { Counted = _begun ? TimeSpan.Zero : process.Busy };
            _users.Add(process.Pid, user);
        }

        // Less than before: the pid is another's now.
        if (process.Busy < user.Counted) (user.Counted, user.Searched, user.Charge) = (TimeSpan.Zero, false, null);
        TimeSpan more = process.Busy - user.Counted;
        user.Busy += more;
        user.Untold += more;
        user.Counted = process.Busy;

        // Who had it at either end of the time between two readings held it for all of that.
        user.Held += Settlement.Held(Math.Max(user.Memory, process.MemoryBytes), since);
        user.Memory = process.MemoryBytes;
        user.Reading = _reading;
    }

    private static Charge? Find(List<Charge> charges, int pid)
    {
        // Of several processes with the pid the last is meant.
        for (int i = charges.Count - 1; i >= 0; i--)
        {
            if (charges[i].Process.Key.Pid == pid) return charges[i];
        }

        return null;
    }
}
