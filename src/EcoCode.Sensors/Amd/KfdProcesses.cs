using EcoCode.Host;

namespace EcoCode.Sensors.Amd;

/// <summary>Who computes on one AMD device by way of KFD. All of the host are listed, other users' processes too.</summary>
/// <param name="sys">/sys.</param>
/// <param name="ids">The driver's numbers for the device.</param>
/// <param name="pids">Which process here is meant by a pid of the host, as KFD has them.</param>
/// <param name="time">The clock.</param>
internal sealed class KfdProcesses(PseudoFs sys, long[] ids, DriverPids pids, TimeProvider time)
{
    internal const string Folder = "class/kfd/kfd/proc";

    private static readonly TimeSpan ListEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, KfdProcess> _processes = [];
    private readonly List<int> _pids = [];
    private long _listed;
    private int _listing;

    /// <summary>All of them, at the last reading.</summary>
    internal Dictionary<int, KfdProcess>.ValueCollection All => _processes.Values;

    /// <summary>Takes a reading of all; once a second, new ones are looked for.</summary>
    internal void Read(long now)
    {
        if (ids.Length == 0) return;
        if (_listing == 0 || time.GetElapsedTime(_listed, now) >= ListEvery) List(now);
        foreach (KfdProcess process in _processes.Values) process.Read();
    }

    private void List(long now)
    {
        (_listed, _listing) = (now, _listing + 1);
        _pids.Clear();
        sys.Numbers(Folder, _pids);
        foreach (int pid in _pids)
        {
            if (!_processes.TryGetValue(pid, out KfdProcess? process))
            {
                process = new KfdProcess(sys, pid, pids.OfHost(pid), ids);
                _processes.Add(pid, process);
            }

            process.Listed = _listing;
        }

        foreach ((int pid, KfdProcess process) in _processes)
        {
            if (process.Listed == _listing) continue;
            process.Close();
            _processes.Remove(pid);
        }
    }
}
