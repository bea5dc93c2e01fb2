using EcoCode.Metering.Attribution;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Sampling;

/// <summary>The components of the machine, so put together that their energies can be added.</summary>
/// <remarks>
/// A sensor of the whole machine (platform) contains all others, so only what it shows beyond the measured parts counts as its own. Where
/// there is one, parts that are only modelled are left out: the meter knows better than the model. Where its first value is
/// still to come, the models stand in until it does.
/// </remarks>
internal sealed class MachineParts
{
    private readonly SlotTrack[] _slots;
    private SlotTrack? _awaited;
    private SlotTrack? _platform;
    private SlotTrack[] _parts = [];
    private SlotTrack[] _left = [];
    private long _beyond;
    private TimeSpan _missing;

    internal MachineParts(IReadOnlyList<SensorSlot> slots, TimeProvider time) => _slots = [.. slots.Select(slot => new SlotTrack(slot, time))];

    internal TimeSpan Horizon
    {
        get
        {
            TimeSpan horizon = TimeSpan.MaxValue;
            foreach (SlotTrack slot in _parts) horizon = slot.Horizon < horizon ? slot.Horizon : horizon;
            return (_platform ?? _awaited) is { } platform && platform.Horizon < horizon ? platform.Horizon : horizon;
        }
    }

    /// <summary>Every source that counts, and those that did until they were dropped.</summary>
    internal IReadOnlyList<SourceTrack> All
        => [.. Counted.SelectMany(slot => slot.Dropped.Select(dropped => dropped.Track).Where(Shared).Concat(slot.Active))];

    internal IReadOnlyList<(SourceTrack Track, string Reason)> Dropped
    {
        get
        {
            var all = new List<(SourceTrack Track, string Reason)>();
            foreach (SlotTrack slot in Counted) all.AddRange(slot.Dropped);
            return all;
        }
    }

    /// <summary>The tree's energy so far.</summary>
    internal Energy Tree
    {
        get
        {
            Energy tree = Energy.Zero;
            foreach (SlotTrack slot in _parts) tree += TreeOf(slot);
            foreach (SlotTrack slot in _left) tree += TreeOf(slot);
            return _platform is { } platform ? tree + TreeOf(platform) : tree;
        }
    }

    /// <summary>At most so much has come in that nobody is charged yet.</summary>
    internal Energy Pending
    {
        get
        {
            Energy pending = Energy.Zero;
            foreach (SlotTrack slot in _parts) pending += PendingOf(slot);
            return _platform is { } platform ? pending + PendingOf(platform) : pending;
        }
    }

    private IEnumerable<SlotTrack> Counted => (_platform ?? _awaited) is { } platform ? [.. _left, .. _parts, platform] : [.. _left, .. _parts];

    /// <summary>Copies the figures of <see cref="All"/>, without allocating.</summary>
    internal void Copy(MeterFigures into)
    {
        foreach (SlotTrack slot in _left) Copy(slot, into);
        foreach (SlotTrack slot in _parts) Copy(slot, into);
        if ((_platform ?? _awaited) is { } platform) Copy(platform, into);
    }

    /// <summary>Lists <see cref="All"/>, with why those were given up that were, without allocating.</summary>
    internal void List(List<(SourceTrack Track, string? GivenUp)> into)
    {
        into.Clear();
        foreach (SlotTrack slot in _left) List(slot, into);
        foreach (SlotTrack slot in _parts) List(slot, into);
        if ((_platform ?? _awaited) is { } platform) List(platform, into);
    }

    /// <summary>Lists the GPUs, without allocating.</summary>
    internal void ListGpus(List<GpuTrack> into)
    {
        into.Clear();
        foreach (SlotTrack slot in _slots)
        {
            if (slot.Gpu is { } gpu) into.Add(gpu);
        }
    }

    internal void Begin(long now)
    {
        foreach (SlotTrack slot in _slots) slot.Begin(now);
        (_platform, _left, _beyond, _missing) = (null, [], 0, TimeSpan.Zero);
        _parts = [.. _slots.Where(slot => slot.Component != Component.Platform)];
        _awaited = Array.Find(_slots, slot => slot.Component == Component.Platform && Array.TrueForAll(slot.Active, track => track.Reads || track.Awaited));
        TakePlatform();
        if (_platform is not null) _left = [];
    }

    internal void SetBaselines(Power? cpu)
    {
        foreach (SlotTrack slot in Counted)
        {
            foreach (SourceTrack[] candidate in slot.Candidates)
            {
                foreach (SourceTrack track in candidate)
                {
                    if (slot.Component == Component.Cpu && cpu is { } given) track.Baseline = given * (1.0 / candidate.Length);
                    else if (track.Source.Idle is { } idle && track.Baseline == Power.Zero) track.Baseline = idle;
                }
            }
        }
    }

    internal void TakeBaseline(TimeSpan elapsed)
    {
        if (elapsed <= TimeSpan.Zero) return;
        if (_platform is not null) TakeBeyond();
        foreach (SlotTrack slot in Counted)
        {
            foreach (SourceTrack[] candidate in slot.Candidates)
            {
                foreach (SourceTrack track in candidate) track.Baseline = track.Pending / elapsed;
            }
        }
    }

    internal void Advance(long now, bool last)
    {
        foreach (SlotTrack slot in _parts) slot.Advance(now, last);
        (_platform ?? _awaited)?.Advance(now, last);
        TakePlatform();
        LeaveMemory();
    }

    internal void Share(Settlement settlement, List<Charge> charges)
    {
        if (_platform is not null) TakeBeyond();
        Share(_left, settlement, charges);
        Share(_parts, settlement, charges);
        if (_platform is null) return;
        foreach (SourceTrack track in _platform.Active) settlement.Share(track, charges);
    }

    internal void Finish(long now)
    {
        foreach (SlotTrack slot in _parts) slot.Finish(now);
        (_platform ?? _awaited)?.Finish(now);
    }

    /// <summary>Counts the platform in from its first value on; what it can't do without from then on are the measured parts.</summary>
    private void TakePlatform()
    {
        if (_platform is not null || _awaited is null || !Array.TrueForAll(_awaited.Active, track => track.Reads)) return;
        _platform = _awaited;
        _left = Array.FindAll(_parts, slot => Array.Exists(slot.Active, track => track.Source.Provenance == Provenance.Modelled));
        _parts = Array.FindAll(_parts, slot => !_left.Contains(slot));
    }

    /// <summary>A CPU source that fell to a model of the whole server has the memory in it, which then no longer counts beside it.</summary>
    private void LeaveMemory()
    {
        if (!Array.Exists(_parts, slot => slot.Component == Component.Cpu && slot.Active[0].Source.IncludesMemory)) return;
        foreach (SlotTrack slot in _parts)
        {
            if (slot.Component != Component.Dram) continue;
            foreach (SourceTrack track in slot.Active) track.Pending = Energy.Zero;
            _left = [.. _left, slot];
            _parts = Array.FindAll(_parts, part => part != slot);
            return;
        }
    }

    private static void Copy(SlotTrack slot, MeterFigures into)
    {
        foreach ((SourceTrack dropped, _) in slot.Dropped)
        {
            if (Shared(dropped)) into.Add(dropped);
        }

        foreach (SourceTrack active in slot.Active) into.Add(active);
    }

    private static void List(SlotTrack slot, List<(SourceTrack Track, string? GivenUp)> into)
    {
        foreach ((SourceTrack dropped, string reason) in slot.Dropped)
        {
            if (Shared(dropped)) into.Add((dropped, reason));
        }

        foreach (SourceTrack active in slot.Active) into.Add((active, null));
    }

    private static void Share(SlotTrack[] slots, Settlement settlement, List<Charge> charges)
    {
        foreach (SlotTrack slot in slots)
        {
            slot.Gpu?.Identify(charges, settlement.All);
            foreach (SourceTrack track in slot.Active) settlement.Share(track, charges);
        }
    }

    /// <summary>
    /// Leaves to the platform what it shows beyond its parts. Slow meters lag behind fast counters, so a shortfall is carried
    /// over to the next settlements instead of being lost; but not beyond a time of which the platform will never tell.
    /// </summary>
    private void TakeBeyond()
    {
        TimeSpan missing = TimeSpan.Zero;
        foreach (SourceTrack track in _platform!.Active)
        {
            _beyond += track.Pending.Microjoules;
            missing += track.State.Missing;
        }

        foreach (SlotTrack slot in _parts)
        {
            foreach (SourceTrack track in slot.Active) _beyond -= track.Pending.Microjoules;
        }

        Energy rest = Energy.FromMicrojoules(Math.Max(0, _beyond));
        _beyond = missing > _missing ? 0 : _beyond - rest.Microjoules;
        _missing = missing;
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

    private static Energy PendingOf(SlotTrack slot)
    {
        Energy pending = Energy.Zero;
        foreach (SourceTrack track in slot.Active) pending += track.Pending;
        return pending;
    }

    private static bool Shared(SourceTrack track) => track.Tree + track.Others + track.Idle > Energy.Zero;
}
