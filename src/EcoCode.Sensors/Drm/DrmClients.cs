using EcoCode.Host;

namespace EcoCode.Sensors.Drm;

/// <summary>Reads what the watched processes' files of graphics devices tell, for all devices at once.</summary>
/// <remarks>
/// A process is looked through for new files at most once a second, and only some processes at a time: looking costs some microseconds
/// for each file that it has open. Files that are known to be of a graphics device are read at every reading.
/// </remarks>
internal sealed class DrmClients(PseudoFs proc, IWatchedPids watched, TimeProvider time)
{
    private const int MostLooksAtOnce = 32;

    /// <summary>A process that opens a device again and again must not use up the files that EcoCode may open, of which there are 1,024 at least.</summary>
    private const int MostFiles = 256;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>All devices are read one after the other; the clients are the same for each.</summary>
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(20);

    private readonly byte[] _text = new byte[8192];
    private readonly List<DrmDevice> _devices = [];
    private readonly List<bool> _asleep = [];
    private readonly Dictionary<int, DrmProcess> _processes = [];
    private readonly List<int> _pids = [];
    private long _last;
    private int _listing;
    private int _nextLook;

    /// <summary>Adds a device whose users are wanted.</summary>
    internal void Add(DrmDevice device)
    {
        _devices.Add(device);
        _asleep.Add(false);
    }

    /// <summary>Brings devices and users up to date, unless that was done just now.</summary>
    internal void Read()
    {
        long now = time.GetTimestamp();
        if (_listing > 0 && time.GetElapsedTime(_last, now) < ReadEvery) return;
        _last = now;
        ListProcesses();
        LookForFiles(now);
        for (int i = 0; i < _devices.Count; i++)
        {
            _asleep[i] = _devices[i].Sleep.IsAsleep;
            _devices[i].Read(now, _asleep[i]);
            if (!_asleep[i]) _devices[i].Users.Begin(now);
        }

        // Asking a driver about a client wakes the device, too; and while all sleep, no engine works for anybody.
        if (_asleep.Contains(false)) ReadFiles();
        for (int i = 0; i < _devices.Count; i++)
        {
            if (_asleep[i]) continue;
            _devices[i].Compute?.Read(_devices[i], now);
            _devices[i].Users.End();
        }
    }

    private void ListProcesses()
    {
        _listing++;
        _pids.Clear();
        watched.List(_pids);
        foreach (int pid in _pids)
        {
            if (!_processes.TryGetValue(pid, out DrmProcess? process))
            {
                process = new DrmProcess(proc, pid, isOld: _listing == 1);
                _processes.Add(pid, process);
            }

            process.Listed = _listing;
        }

        if (_processes.Count == _pids.Count) return;
        foreach ((int pid, DrmProcess process) in _processes)
        {
            if (process.Listed == _listing) continue;
            process.Close();
            _processes.Remove(pid);
        }
    }

    private void LookForFiles(long now)
    {
        // At the first reading all are looked at, since the time of what they have open is a baseline only then.
        int left = _listing == 1 ? int.MaxValue : MostLooksAtOnce;
        int at = 0, end = _nextLook;
        for (int round = 0; round < 2; round++)
        {
            // The first round goes on where the last reading had to stop, the second one takes those before.
            foreach (DrmProcess process in _processes.Values)
            {
                int place = at++ % _processes.Count;
                if (round == 0 ? place < end : place >= end) continue;
                if (process.Looked is { } looked && time.GetElapsedTime(looked, now) < LookEvery) continue;
                _nextLook = place;
                if (left-- == 0) return;
                process.Looked = now;
                process.Look(MostFiles - OpenFiles(except: process));
            }
        }
    }

    private int OpenFiles(DrmProcess except)
    {
        int count = 0;
        foreach (DrmProcess process in _processes.Values) count += process == except ? 0 : process.Files.Count;
        return count;
    }

    private void ReadFiles()
    {
        foreach (DrmProcess process in _processes.Values)
        {
            foreach (PseudoFile file in process.Files)
            {
                if (file.TryRead(_text, 0, out int length) != ReadOutcome.Ok || !DrmFdinfo.TryParse(_text.AsSpan(0, length), out DrmFdinfo info)) continue;
                for (int i = 0; i < _devices.Count; i++)
                {
                    if (!_asleep[i] && _devices[i].Card.Slot == info.Slot) _devices[i].Users.Take(process.Pid, info, process.IsOld);
                }
            }
        }
    }
}
