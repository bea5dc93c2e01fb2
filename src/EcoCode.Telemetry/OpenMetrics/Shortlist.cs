using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>Chooses those that have series of their own, so that there are never more than so many, and none of their sums ever falls.</summary>
/// <remarks>
/// A series begins at zero when its owner is chosen: what that used before stays with the others, whose sum would fall otherwise. When
/// the owner is gone, or another is chosen instead, what it had goes to those that are gone. All together are the energy of all, to the
/// microjoule. It is brought up to date at every snapshot and not at scrapes, so that every scraper sees the same. One thread uses it.
/// </remarks>
/// <typeparam name="T">A process, or a tree of them.</typeparam>
/// <param name="most">How many have series of their own.</param>
public abstract class Shortlist<T>(int most)
    where T : class
{
    /// <summary>Another is chosen instead only if it draws so much more: else two of like power would take turns.</summary>
    private const double MoreBy = 2;

    private readonly List<Chosen> _chosen = [];
    private readonly Dictionary<ProcessKey, Candidate> _now = [];
    private readonly List<Candidate> _candidates = [];
    private EnergySplit _whole;
    private EnergySplit _gone;
    private PowerSplit _rest;

    /// <summary>Takes a new snapshot.</summary>
    public ShownReading<T> Take(MachineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _now.Clear();
        _candidates.Clear();
        (_whole, _rest) = (default, default);
        List(snapshot);
        Renew();
        Choose();
        return Read();
    }

    /// <summary>Tells all that there is: each once by <see cref="Add(ProcessKey, T, EnergySplit, PowerSplit, bool)"/>, the rest by <see cref="AddRest"/>.</summary>
    private protected abstract void List(MachineSnapshot snapshot);

    /// <summary>Adds one.</summary>
    /// <param name="key">Its identity; its pid is what its series are named by.</param>
    /// <param name="reading">What it is.</param>
    /// <param name="energy">Energy since the begin.</param>
    /// <param name="power">Power over the interval.</param>
    /// <param name="lives">Whether it may be chosen.</param>
    private protected void Add(ProcessKey key, T reading, EnergySplit energy, PowerSplit power, bool lives)
    {
        var candidate = new Candidate(key, reading, energy, power);
        _now[key] = candidate;
        _whole += energy;
        if (lives && power.Total > Power.Zero) _candidates.Add(candidate);
    }

    /// <summary>Adds what is of nobody who may be chosen.</summary>
    private protected void AddRest(EnergySplit energy, PowerSplit power)
    {
        _whole += energy;
        _rest += power;
    }

    private void Renew()
    {
        for (int i = _chosen.Count - 1; i >= 0; i--)
        {
            if (_now.TryGetValue(_chosen[i].Now.Key, out Candidate now)) _chosen[i] = _chosen[i] with { Now = now };
            else Leave(i);
        }
    }

    private void Choose()
    {
        _candidates.Sort(static (left, right) => right.Power.Total.CompareTo(left.Power.Total));
        foreach (Candidate candidate in _candidates)
        {
            if (IsChosen(candidate.Key)) continue;
            int least = _chosen.Count < most ? -1 : Least();
            if (least >= 0 && (_chosen[least].Now.Power.Total * MoreBy) >= candidate.Power.Total) return;

            // Labels have the pid and not the start, so that an ended process can't be shown beside the next one with its pid.
            int same = _chosen.FindIndex(chosen => chosen.Now.Key.Pid == candidate.Key.Pid);
            if (same >= 0) Leave(same);
            else if (least >= 0) Leave(least);
            if (_chosen.Count < most) _chosen.Add(new Chosen(candidate, candidate.Energy));
        }
    }

    private bool IsChosen(ProcessKey key)
    {
        foreach (Chosen chosen in _chosen)
        {
            if (chosen.Now.Key == key) return true;
        }

        return false;
    }

    private int Least()
    {
        int least = -1;
        for (int i = 0; i < _chosen.Count; i++)
        {
            if (least < 0 || _chosen[i].Now.Power.Total < _chosen[least].Now.Power.Total) least = i;
        }

        return least;
    }

    private void Leave(int index)
    {
        _gone += _chosen[index].Energy;
        _chosen.RemoveAt(index);
    }

    private ShownReading<T> Read()
    {
        var shown = new Shown<T>[_chosen.Count];
        EnergySplit others = _whole - _gone;
        PowerSplit power = _rest;
        for (int i = 0; i < shown.Length; i++)
        {
            Chosen chosen = _chosen[i];
            shown[i] = new Shown<T>(chosen.Now.Reading, chosen.Energy, chosen.Now.Power);
            others -= chosen.Energy;
            _now.Remove(chosen.Now.Key);
        }

        // Sums, not a difference: powers are no whole numbers, of which nothing would be left over.
        foreach (Candidate other in _now.Values) power += other.Power;
        return new ShownReading<T>(shown, others, _gone, power);
    }

    private readonly record struct Candidate(ProcessKey Key, T Reading, EnergySplit Energy, PowerSplit Power);

    private readonly record struct Chosen(Candidate Now, EnergySplit Before)
    {
        internal EnergySplit Energy => Now.Energy - Before;
    }
}
