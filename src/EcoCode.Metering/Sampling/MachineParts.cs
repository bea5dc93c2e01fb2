using EcoCode.Metering.Attribution;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Sampling;

/// <summary>The components of the machine, so put together that their energies can be added.</summary>
/// <remarks>
/// A sensor of the whole machine (platform) contains all others, so only what it shows beyond the measured parts counts as its own. Where
/// there is one, parts that are only modelled are left out: the meter knows better than the model.
/// </remarks>
internal sealed class MachineParts
{
    private readonly SlotTrack[] _slots;
    private SlotTrack? _platform;
    private SlotTrack[] _parts = [];
    private long _beyond;

    internal MachineParts(IReadOnlyList<SensorSlot> slots, TimeProvider time) => _slots = [.. slots.Select(slot => new SlotTrack(slot, time))];

    internal TimeSpan Horizon
    {
        get
        {
            TimeSpan horizon = TimeSpan.MaxValue;
            foreach (SlotTrack slot in _parts) horizon = slot.Horizon < horizon ? slot.Horizon : horizon;
            return _platform is { } platform && platform.Horizon < horizon ? platform.Horizon : horizon;
        }
    }

    /// <summary>Every source that counts, and those that did until they were dropped.</summary>
    internal IReadOnlyList<SourceTrack> All
        => [.. Counted.SelectMany(slot => slot.Dropped.Select(dropped => dropped.Track).Where(Shared).Concat(slot.Active))];

    internal IReadOnlyList<(SourceTrack Track, string Reason)> Dropped => [.. Counted.SelectMany(slot => slot.Dropped)];

    /// <summary>The tree's energy so far.</summary>
    internal Energy Tree
    {
        get
        {
            Energy tree = Energy.Zero;
            foreach (SlotTrack slot in _parts) tree += TreeOf(slot);
            return _platform is { } platform ? tree + TreeOf(platform) : tree;
        }
    }

    private IEnumerable<SlotTrack> Counted => _platform is { } platform ? [.. _parts, platform] : _parts;

    internal void Begin(long now)
    {
        foreach (SlotTrack slot in _slots) slot.Begin(now);
        _platform = Array.Find(_slots, slot => slot.Component == Component.Platform && Array.TrueForAll(slot.Active, track => track.Reads));
        _parts =
        [
            .. _slots.Where(slot => slot.Component != Component.Platform
                && (_platform is null || Array.TrueForAll(slot.Active, track => track.Source.Provenance != Provenance.Modelled))),
        ];
    }

    internal void SetBaselines(Power? cpu)
    {
        foreach (SlotTrack slot in Counted)
        {
            foreach (SourceTrack track in slot.Active)
            {
                if (slot.Component == Component.Cpu && cpu is { } given) track.Baseline = given * (1.0 / slot.Active.Length);
                else if (track.Source.Idle is { } idle && track.Baseline == Power.Zero) track.Baseline = idle;
            }
        }
    }

    internal void TakeBaseline(TimeSpan elapsed)
    {
        foreach (SlotTrack slot in Counted)
        {
            foreach (SourceTrack track in slot.Active)
            {
                track.Baseline = track.Pending / elapsed;
                track.Forget();
            }
        }
    }

    internal void Advance(long now, bool last)
    {
        foreach (SlotTrack slot in _parts) slot.Advance(now, last);
        _platform?.Advance(now, last);
    }

    internal void Share(Settlement settlement, List<Charge> charges)
    {
        if (_platform is not null) TakeBeyond();
        foreach (SlotTrack slot in _parts)
        {
            foreach (SourceTrack track in slot.Active) settlement.Share(track, charges);
        }

        if (_platform is null) return;
        foreach (SourceTrack track in _platform.Active) settlement.Share(track, charges);
    }

    internal void Finish(long now)
    {
        foreach (SlotTrack slot in _parts) slot.Finish(now);
        _platform?.Finish(now);
    }

    /// <summary>
    /// Leaves to the platform what it shows beyond its parts. Slow meters lag behind fast counters, so a shortfall is carried
    /// over to the next settlements instead of being lost.
    /// </summary>
    private void TakeBeyond()
    {
        foreach (SourceTrack track in _platform!.Active) _beyond += track.Pending.Microjoules;
        foreach (SlotTrack slot in _parts)
        {
            foreach (SourceTrack track in slot.Active) _beyond -= track.Pending.Microjoules;
        }

        Energy rest = Energy.FromMicrojoules(Math.Max(0, _beyond));
        _beyond -= rest.Microjoules;
        foreach (SourceTrack track in _platform.Active)
        {
            track.Pending = rest;
            rest = Energy.Zero;
        }
    }

    private static Energy TreeOf(SlotTrack slot)
    {
        Energy tree = Energy.Zero;
        foreach (SourceTrack track in slot.Active) tree += track.Tree;
        foreach ((SourceTrack track, _) in slot.Dropped) tree += track.Tree;
        return tree;
    }

    private static bool Shared(SourceTrack track) => track.Tree + track.Others + track.Idle > Energy.Zero;
}
