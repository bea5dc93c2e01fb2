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
    private Energy _whole;
    private Power _power;
    private Energy _gone;

    /// <summary>Takes a new snapshot.</summary>
    public ShownReading<T> Take(MachineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _now.Clear();
        _candidates.Clear();
        (_whole, _power) = (Energy.Zero, Power.Zero);
        List(snapshot);
        Renew();
        Choose();
        return Read();
    }

    /// <summary>Tells all that there is: each once by <see cref="Add(ProcessKey, T, Energy, Power, bool)"/>, the rest by <see cref="AddRest"/>.</summary>
    private protected abstract void List(MachineSnapshot snapshot);

    /// <summary>Adds one.</summary>
    /// <param name="key">Its identity; its pid is what its series are named by.</param>
    /// <param name="reading">What it is.</param>
    /// <param name="energy">Energy since the begin.</param>
    /// <param name="power">Power over the interval.</param>
    /// <param name="lives">Whether it may be chosen.</param>
    private protected void Add(ProcessKey key, T reading, Energy energy, Power power, bool lives)
    {
        var candidate = new Candidate(key, reading, energy, power);
        _now[key] = candidate;
        AddRest(energy, power);
        if (lives && power > Power.Zero) _candidates.Add(candidate);
    }

    /// <summary>Adds what is of nobody who may be chosen.</summary>
    private protected void AddRest(Energy energy, Power power)
    {
        _whole += energy;
        _power += power;
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
        foreach (Chosen chosen in _chosen) _now.Remove(chosen.Now.Key);
        _candidates.Sort(static (left, right) => right.Power.CompareTo(left.Power));
        foreach (Candidate candidate in _candidates)
        {
            if (!_now.ContainsKey(candidate.Key)) continue;
            int least = _chosen.Count < most ? -1 : Least();
            if (least >= 0 && (_chosen[least].Now.Power * MoreBy) >= candidate.Power) return;

            // Labels have the pid and not the start, so that an ended process can't be shown beside the next one with its pid.
            int same = _chosen.FindIndex(chosen => chosen.Now.Key.Pid == candidate.Key.Pid);
            if (same >= 0) Leave(same);
            else if (least >= 0) Leave(least);
            if (_chosen.Count < most) _chosen.Add(new Chosen(candidate, candidate.Energy));
        }
    }

    private int Least()
    {
        int least = -1;
        for (int i = 0; i < _chosen.Count; i++)
        {
            if (least < 0 || _chosen[i].Now.Power < _chosen[least].Now.Power) least = i;
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
        Energy others = _whole - _gone;
        Power power = _power;
        for (int i = 0; i < shown.Length; i++)
        {
            Chosen chosen = _chosen[i];
            shown[i] = new Shown<T>(chosen.Now.Reading, chosen.Energy, chosen.Now.Power);
            others -= chosen.Energy;
            power -= chosen.Now.Power;
        }

        return new ShownReading<T>(shown, others, _gone, power > Power.Zero ? power : Power.Zero);
    }

    private readonly record struct Candidate(ProcessKey Key, T Reading, Energy Energy, Power Power);

    private readonly record struct Chosen(Candidate Now, Energy Before)
    {
        internal Energy Energy => Now.Energy - Before;
    }
}
