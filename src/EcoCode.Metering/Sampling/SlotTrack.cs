using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Sampling;

/// <summary>Follows one component: tries its candidates, best first, and falls to the next when one proves not to be trusted.</summary>
/// <remarks>
/// For the first half second all candidates are followed. A candidate whose counter stands still or shows what the device can't
/// draw is dropped; the next takes over with all that it has seen since the start, so that nothing is lost by the trial.
/// </remarks>
internal sealed class SlotTrack
{
    private static readonly TimeSpan Trial = TimeSpan.FromMilliseconds(500);

    /// <summary>In a run that is over before the trial is, standstill counts only after as many updates as make it certain (RAPL: every ms).</summary>
    private static readonly TimeSpan ShortestTrial = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Counter and power sensor of a GPU see the same device, yet power may be averaged over a second while the counter is not, which is a factor of
    /// three where it has just begun to work. A factor of ten is another unit.
    /// </summary>
    private const double MostApart = 10;

    /// <summary>Users of a GPU are told for some seconds after their end, so that they must be looked at more often than that.</summary>
    private static readonly TimeSpan LookAtUsers = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly List<SourceTrack[]> _candidates;
    private long _start;
    private bool _onTrial = true;

    internal SlotTrack(SensorSlot slot, TimeProvider time)
    {
        _time = time;
        Component = slot.Component;
        Gpu = slot.Gpu is { } use ? new GpuTrack(use, time) : null;
        _candidates = [.. slot.Candidates.Select(group => group.Sources.Select(source => SourceTrack.Of(source, time, Gpu)).ToArray())];
    }

    internal Component Component { get; }

    /// <summary>Who uses the GPU that the slot stands for.</summary>
    internal GpuTrack? Gpu { get; }

    /// <summary>The sources that stand for the component now.</summary>
    internal SourceTrack[] Active => _candidates[0];

    /// <summary>All candidates, since one that waits may still take over.</summary>
    internal IReadOnlyList<SourceTrack[]> Candidates => _candidates;

    /// <summary>Sources that were dropped, with why.</summary>
    internal List<(SourceTrack Track, string Reason)> Dropped { get; } = [];

    /// <summary>The shortest time after which a source must have been read again.</summary>
    internal TimeSpan Horizon
    {
        get
        {
            TimeSpan horizon = Gpu is null ? TimeSpan.MaxValue : LookAtUsers;
            foreach (SourceTrack track in _candidates[0])
            {
                if (track.Horizon < horizon) horizon = track.Horizon;
            }

            return horizon;
        }
    }

    internal void Begin(long now)
    {
        _start = now;
        Gpu?.Begin(now);
        foreach (SourceTrack[] candidate in _candidates)
        {
            foreach (SourceTrack track in candidate)
            {
                track.Forget();
                track.Begin(now);
            }
        }

        while (_candidates.Count > 1 && Array.Exists(_candidates[0], track => !track.Reads && !track.Awaited)) Drop("it can't be read");
    }

    internal void Advance(long now, bool last)
    {
        Gpu?.Advance(now);
        foreach (SourceTrack[] candidate in _candidates)
        {
            foreach (SourceTrack track in candidate) track.Advance(now);
        }

        if (!_onTrial) return;
        TimeSpan elapsed = _time.GetElapsedTime(_start, now);
        bool over = elapsed >= Trial || last;
        while (_candidates.Count > 1 && (Fault(_candidates[0], over && elapsed >= ShortestTrial) ?? Disagreement(over, elapsed < Trial)) is { } reason) Succeed(reason);
        if (!over) return;
        _onTrial = false;
        _candidates.RemoveRange(1, _candidates.Count - 1);
    }

    internal void Finish(long now)
    {
        foreach (SourceTrack track in _candidates[0]) track.Finish(now);
    }

    private static string? Fault(SourceTrack[] candidate, bool over)
    {
        foreach (SourceTrack track in candidate)
        {
            if (track.State.Resets > 0) return "it shows more power than the device can draw";
            if (over && !track.Reads && !track.Awaited) return "it can't be read any more";
            if (over && track is CounterTrack { Moved: false } counter && counter.Source.Provenance == Provenance.Measured) return "its counter does not move";
        }

        return null;
    }

    /// <summary>
    /// Counters of GPUs move in steps of 20 to 100 ms, so a run shorter than the trial goes by power, and one in a wrong unit is found by it: it may
    /// show less than the device can draw, but not what its power sensor shows.
    /// </summary>
    private string? Disagreement(bool over, bool early)
    {
        if (!over || Gpu is null) return null;
        SourceTrack counter = _candidates[0][0], power = _candidates[1][0];
        if (early && power.Reads) return "the run is too short for the steps of GPU counters";
        if (!counter.Reads || !power.Reads || counter.Total == Energy.Zero || power.Total == Energy.Zero) return null;
        double ratio = counter.Total / power.Total;
        return ratio is > MostApart or < 1 / MostApart ? "it does not agree with the power that the device shows" : null;
    }

    /// <summary>Hands over to the next candidate: what that has seen since the start, less what was already shared out.</summary>
    private void Succeed(string reason)
    {
        Energy shared = Energy.Zero;
        TimeSpan unshared = TimeSpan.Zero;
        foreach (SourceTrack track in _candidates[0])
        {
            if (track.Unshared > unshared) unshared = track.Unshared;
            shared += track.Total - track.Pending;
            track.Pending = Energy.Zero;
        }

        Drop(reason);
        foreach (SourceTrack track in _candidates[0])
        {
            Energy covered = Energy.Min(shared, track.Total);
            track.Pending = track.Total - covered;
            shared -= covered;
            track.Unshared = unshared;
        }
    }

    private void Drop(string reason)
    {
        foreach (SourceTrack track in _candidates[0]) Dropped.Add((track, reason));
        _candidates.RemoveAt(0);
    }
}
