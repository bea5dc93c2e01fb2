namespace EcoCode.Sensors.Drm;

/// <summary>Who uses one graphics device, by its clients' own accounts.</summary>
internal sealed class DrmUsers(TimeProvider time)
{
    /// <summary>An ended process is told of for so long, so that whoever looks rarely still gets its last time.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    /// <summary>Closed clients are forgotten only when there are many: of one that could only not be read for a while, all would count anew.</summary>
    private const int MostClients = 4096;

    /// <summary>A clock is compared with ours only over a time in which the moments of the two readings don't matter.</summary>
    private static readonly TimeSpan ShortestComparison = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<long, DrmClient> _clients = [];
    private readonly Dictionary<int, DrmUser> _users = [];
    private long _clockFirst;
    private long _clockFirstAt;
    private double _nanosecondsPerCycle;
    private int _reading;
    private long _now;

    /// <summary>Everyone seen, and for some seconds who has ended.</summary>
    internal Dictionary<int, DrmUser>.ValueCollection All => _users.Values;

    /// <summary>Time that engines have worked for all of them, ns. Never falls.</summary>
    internal double Nanoseconds { get; private set; }

    /// <summary>Begins a reading of all clients.</summary>
    internal void Begin(long now)
    {
        (_now, _reading) = (now, _reading + 1);
        foreach (DrmUser user in _users.Values) user.MemoryBytes = 0;
    }

    /// <summary>Takes what one file tells.</summary>
    /// <param name="pid">The process that has it open.</param>
    /// <param name="info">What it tells.</param>
    /// <param name="isOld">Whether the client may have worked before anything was measured, so that its time so far is a baseline.</param>
    internal void Take(int pid, in DrmFdinfo info, bool isOld)
    {
        if (!_clients.TryGetValue(info.Client, out DrmClient? client))
        {
            client = isOld ? new DrmClient { Nanoseconds = info.Nanoseconds, Cycles = info.Cycles } : new DrmClient();
            _clients.Add(info.Client, client);
        }

        DrmUser user = Of(pid);
        if (client.Reading == _reading) return;
        client.Reading = _reading;
        client.UntimedCycles += Math.Max(0, info.Cycles - client.Cycles);
        double more = Math.Max(0, info.Nanoseconds - client.Nanoseconds) + Timed(client, info.Clock);
        client.Nanoseconds = Math.Max(client.Nanoseconds, info.Nanoseconds);
        client.Cycles = Math.Max(client.Cycles, info.Cycles);
        user.Nanoseconds += more;
        user.MemoryBytes += info.MemoryBytes;
        Nanoseconds += more;
    }

    /// <summary>The record of a process, if it has used the device of late.</summary>
    internal DrmUser? Find(int pid) => _users.GetValueOrDefault(pid);

    /// <summary>The record of a process, which counts as seen by that.</summary>
    internal DrmUser Of(int pid)
    {
        if (!_users.TryGetValue(pid, out DrmUser? user))
        {
            user = new DrmUser(pid);
            _users.Add(pid, user);
        }

        user.Seen = _now;
        return user;
    }

    /// <summary>Ends a reading of all clients: forgets who ended some time ago.</summary>
    internal void End()
    {
        foreach ((int pid, DrmUser user) in _users)
        {
            if (time.GetElapsedTime(user.Seen, _now) > Remembered) _users.Remove(pid);
        }

        if (_clients.Count <= MostClients) return;
        foreach ((long id, DrmClient client) in _clients)
        {
            if (client.Reading != _reading) _clients.Remove(id);
        }
    }

    /// <summary>Turns a client's cycles into nanoseconds, once it is known how fast the device's clock goes.</summary>
    private double Timed(DrmClient client, long clock)
    {
        if (clock == 0) return 0;
        if (_clockFirst == 0 || clock < _clockFirst) (_clockFirst, _clockFirstAt) = (clock, _now);
        TimeSpan since = time.GetElapsedTime(_clockFirstAt, _now);
        if (since >= ShortestComparison && clock > _clockFirst) _nanosecondsPerCycle = since.TotalNanoseconds / (clock - _clockFirst);
        if (_nanosecondsPerCycle == 0) return 0;
        double more = client.UntimedCycles * _nanosecondsPerCycle;
        client.UntimedCycles = 0;
        return more;
    }
}
