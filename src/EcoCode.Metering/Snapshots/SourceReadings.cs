using EcoCode.Metering.Sampling;
using EcoCode.Quantities;

namespace EcoCode.Metering.Snapshots;

/// <summary>Tells of all sources of a machine, and sums them up.</summary>
internal sealed class SourceReadings
{
    private readonly List<(SourceTrack Track, string? GivenUp)> _tracks = [];
    private readonly Dictionary<SourceTrack, Mark> _marks = [];

    /// <summary>Energy of all.</summary>
    internal EnergySplit Whole { get; private set; }

    /// <summary>The part of processes, those without a row of their own included.</summary>
    internal EnergySplit Processes { get; private set; }

    /// <summary>The part of processes that were never seen.</summary>
    internal EnergySplit Unseen { get; private set; }

    /// <summary>EcoCode's own part.</summary>
    internal EnergySplit Own { get; private set; }

    /// <summary>The part of nobody.</summary>
    internal EnergySplit Idle { get; private set; }

    /// <summary>How far <see cref="Whole"/> may be off.</summary>
    internal Band Band { get; private set; }

    /// <summary>Tells of each.</summary>
    internal IReadOnlyList<SourceReading> Read(MachineParts parts, TimeSpan interval)
    {
        parts.List(_tracks);
        (Whole, Processes, Unseen, Own, Idle, Band) = (default, default, default, default, default, default);
        var readings = new SourceReading[_tracks.Count];
        for (int i = 0; i < readings.Length; i++)
        {
            (SourceTrack track, string? givenUp) = _tracks[i];
            Add(track);
            readings[i] = Read(track, givenUp, interval);
            Band += readings[i].Band;
        }

        return readings;
    }

    private static SourceState StateOf(SourceTrack track, string? givenUp)
        => givenUp is not null ? SourceState.GivenUp : track.Reads ? SourceState.Reading : track.Awaited ? SourceState.Awaited : SourceState.Lost;

    private void Add(SourceTrack track)
    {
        Sensors.Component component = track.Source.Component;
        Whole = Whole.Plus(component, EnergyOf(track));
        Processes = Processes.Plus(component, track.Tree);
        Unseen = Unseen.Plus(component, track.Others - track.Own);
        Own = Own.Plus(component, track.Own);
        Idle = Idle.Plus(component, track.Idle);
    }

    private SourceReading Read(SourceTrack track, string? givenUp, TimeSpan interval)
    {
        if (!_marks.TryGetValue(track, out Mark? mark)) _marks.Add(track, mark = new Mark());
        Energy energy = EnergyOf(track), shown = track.Total;
        bool timed = interval > TimeSpan.Zero;
        var reading = new SourceReading
        {
            Id = track.Source.Id,
            Component = track.Source.Component,
            Device = track.Source.Device,
            Method = track.Source.Method,
            Provenance = track.Source.Provenance,
            Energy = energy,
            Power = timed ? (energy - mark.Energy) / interval : Power.Zero,
            Shown = shown,
            ShownPower = timed ? (shown - mark.Shown) / interval : Power.Zero,
            Limit = track.Source.Limit ?? track.Gpu?.PowerLimit,
            Band = Band.Of(energy, track.Source.RelativeBand, track.Source.Provenance),
            State = StateOf(track, givenUp),
            LastFailure = track.State.LastFailure,
            Reason = givenUp,
            Failures = track.State.Failures,
            Resets = track.State.Resets,
            Missing = track.State.Missing,
            Gpu = track.Gpu is { } gpu ? Read(gpu, mark) : null,
        };
        (mark.Energy, mark.Shown) = (energy, shown);
        return reading;
    }

    private static GpuReading Read(GpuTrack gpu, Mark mark)
    {
        TimeSpan told = gpu.Told - mark.Told, busy = gpu.BusyInAll - mark.Busy;
        TimeSpan throttled = (gpu.Throttled ?? TimeSpan.Zero) - mark.Throttled;
        var reading = new GpuReading(
            gpu.Identity,
            told > TimeSpan.Zero ? Math.Min(1, busy / told) : null,
            gpu.Reads ? gpu.MemoryBytes : null,
            gpu.MemoryTotalBytes,
            gpu.Reads ? gpu.Celsius : null,
            gpu.Reads ? gpu.ClockMegahertz : null,
            told > TimeSpan.Zero && gpu.Throttled is not null ? Math.Clamp(throttled / told, 0, 1) : null);
        (mark.Told, mark.Busy, mark.Throttled) = (gpu.Told, gpu.BusyInAll, gpu.Throttled ?? TimeSpan.Zero);
        return reading;
    }

    private static Energy EnergyOf(SourceTrack track) => track.Tree + track.Others + track.Idle;

    /// <summary>What was told the last time.</summary>
    private sealed class Mark
    {
        internal Energy Energy { get; set; }

        internal Energy Shown { get; set; }

        internal TimeSpan Told { get; set; }

        internal TimeSpan Busy { get; set; }

        internal TimeSpan Throttled { get; set; }
    }
}
