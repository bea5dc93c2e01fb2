using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>Chooses the processes that have series of their own, so that there are never more than so many, and none of their sums ever falls.</summary>
/// <remarks>
/// A series begins at zero when its process is chosen: what it used before stays with the others, whose sum would fall otherwise. When
/// its process is gone, or another is chosen instead, what it had goes to those that are gone. All together are the energy of all processes, to the
/// microjoule. It is brought up to date at every snapshot and not at scrapes, so that every scraper sees the same. One thread uses it.
/// </remarks>
/// <param name="most">Processes with series of their own.</param>
public sealed class ShownProcesses(int most)
{
    /// <summary>Another is chosen instead only if it draws so much more: else two of like power would take turns.</summary>
    private const double MoreBy = 2;

    private readonly List<ShownProcess> _shown = [];
    private readonly Dictionary<ProcessKey, ProcessReading> _now = [];
    private readonly List<ProcessReading> _candidates = [];

    /// <summary>Those with series of their own.</summary>
    public IReadOnlyList<ShownProcess> Shown => _shown;

    /// <summary>Energy of all others, from the begin of measuring.</summary>
    public Energy Others { get; private set; }

    /// <summary>Energy that was told of in series that are gone.</summary>
    public Energy Gone { get; private set; }

    /// <summary>Power of all others.</summary>
    public Power OthersPower { get; private set; }

    /// <summary>Takes a new snapshot.</summary>
    public void Take(MachineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _now.Clear();
        Energy whole = snapshot.Ended.Energy.Total;
        Power power = snapshot.Ended.Power.Total;
        for (int i = 0; i < snapshot.Processes.Count; i++)
        {
            ProcessReading process = snapshot.Processes[i];
            _now[process.Key] = process;
            whole += process.Energy.Total;
            power += process.Power.Total;
        }

        Renew();
        Choose(snapshot);
        (Others, OthersPower) = (whole - Gone, power);
        foreach (ShownProcess shown in _shown)
        {
            Others -= shown.Energy;
            OthersPower -= shown.Reading.Power.Total;
        }
    }

    private void Renew()
    {
        for (int i = _shown.Count - 1; i >= 0; i--)
        {
            if (_now.Remove(_shown[i].Reading.Key, out ProcessReading? reading)) _shown[i] = _shown[i] with { Reading = reading };
            else Leave(i);
        }
    }

    private void Choose(MachineSnapshot snapshot)
    {
        _candidates.Clear();
        for (int i = 0; i < snapshot.Processes.Count; i++)
        {
            ProcessReading process = snapshot.Processes[i];
            if (process.Ended is null && process.Power.Total > Power.Zero && _now.ContainsKey(process.Key)) _candidates.Add(process);
        }

        _candidates.Sort(static (left, right) => right.Power.Total.CompareTo(left.Power.Total));
        foreach (ProcessReading candidate in _candidates)
        {
            int least = _shown.Count < most ? -1 : Least();
            if (least >= 0 && (_shown[least].Reading.Power.Total * MoreBy) >= candidate.Power.Total) return;

            // Labels have the pid and not the start, so that an ended process can't be shown beside the next one with its pid.
            int same = _shown.FindIndex(shown => shown.Reading.Key.Pid == candidate.Key.Pid);
            if (same >= 0) Leave(same);
            else if (least >= 0) Leave(least);
            if (_shown.Count < most) _shown.Add(new ShownProcess(candidate, candidate.Energy.Total));
        }
    }

    private int Least()
    {
        int least = -1;
        for (int i = 0; i < _shown.Count; i++)
        {
            if (least < 0 || _shown[i].Reading.Power.Total < _shown[least].Reading.Power.Total) least = i;
        }

        return least;
    }

    private void Leave(int index)
    {
        Gone += _shown[index].Energy;
        _shown.RemoveAt(index);
    }
}
