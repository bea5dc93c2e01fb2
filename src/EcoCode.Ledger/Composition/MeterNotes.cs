using System.Globalization;
using EcoCode.Metering;
using EcoCode.Metering.Sampling;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;

namespace EcoCode.Ledger.Composition;

/// <summary>What the figures themselves give cause to say.</summary>
internal static class MeterNotes
{
    /// <summary>Sensors update every millisecond or so; a run of fewer than ten updates may be off by 10 %.</summary>
    private static readonly TimeSpan ShortestMeasured = TimeSpan.FromMilliseconds(10);

    /// <summary>Modelled and apportioned shares rest on CPU time that some kernels tell in steps of 10 ms.</summary>
    private static readonly TimeSpan ShortestApportioned = TimeSpan.FromMilliseconds(50);

    /// <summary>A tenth of the run: less makes no figure differ by more than it may anyway.</summary>
    private const double MuchThrottled = 0.1;

    internal static IEnumerable<Note> Of(MeterResult meter)
    {
        foreach (Note note in meter.Dropped.Count == 0 ? [] : OfDropped(meter)) yield return note;

        foreach (SourceTrack track in meter.Kept)
        {
            TrackState state = track.State;
            if (state.Resets > 0)
            {
                yield return new Note("ECO2002", Text($"the counter `{track.Source.Id}` was reset or jumped {(state.Resets == 1 ? "once" : Text($"{state.Resets} times"))}; the energy of those moments is missing"));
            }

            if (state.Uncertain > TimeSpan.Zero)
            {
                yield return new Note(
                    "ECO2003",
                    $"the counter `{track.Source.Id}` was not read for {Scale.Time(state.Uncertain)}, in which it may have wrapped more than once",
                    "the total may be too small");
            }
        }

        foreach (GpuTrack gpu in meter.Kept.Select(track => track.Gpu).OfType<GpuTrack>())
        {
            if (gpu.Contended)
            {
                yield return new Note("ECO1343", $"{gpu.Identity.Label} was used by other processes as well: its energy is shared out by the time that it worked for each");
            }

            if (gpu.Throttled > meter.Duration * MuchThrottled)
            {
                IReadOnlyList<string> reasons = gpu.SlowedBy;
                yield return new Note(
                    "ECO1344",
                    $"{gpu.Identity.Label} was slowed down for {Scale.Time(gpu.Throttled.Value)}{(reasons.Count > 0 ? $" ({string.Join(", ", reasons)})" : "")}",
                    "a run without that may take less time, and another energy");
            }
        }

        foreach (Gap gap in meter.Gaps) yield return Of(gap);
        if (meter.PhasesNotKept > 0) yield return new Note("ECO2010", Text($"the program had {meter.PhasesNotKept} windows more than are kept one by one"), "`marks` of the local API keep the sum and the spread of very many (docs/api.md)");
        bool measured = meter.Tracks.Any(track => track.Source.Provenance == Provenance.Measured);
        if (meter.Duration < (measured ? ShortestMeasured : ShortestApportioned))
        {
            yield return new Note("ECO2007", $"{Scale.Time(meter.Duration)} is too short for the sensors to tell its energy well", "measure a longer run");
        }

        if (meter.Tracks.Count == 0)
        {
            yield return new Note("ECO2008", "nothing could be measured or modelled, so no energy is known", "`-v` shows what was looked for");
        }
    }

    /// <summary>A run that is too short is so for each of sixteen GPUs: once is enough.</summary>
    private static IEnumerable<Note> OfDropped(MeterResult meter)
    {
        foreach (IGrouping<string, SourceTrack> dropped in meter.Dropped.GroupBy(dropped => dropped.Reason, dropped => dropped.Track))
        {
            string[] ids = [.. dropped.Select(track => $"`{track.Source.Id}`")];
            yield return new Note("ECO2001", $"the {(ids.Length == 1 ? "sensor" : "sensors")} {string.Join(", ", ids)} {(ids.Length == 1 ? "is" : "are")} not used: {dropped.Key}", "`-v` shows what is used instead");
        }
    }

    private static Note Of(Gap gap) => gap.Kind switch
    {
        GapKind.Suspend => new Note("ECO2004", $"the machine was suspended for {Scale.Time(gap.Length)}, which is not part of the duration"),
        GapKind.Stall => new Note("ECO2005", $"sampling stood still for {Scale.Time(gap.Length)}; the energy is in the total, who used it is less certain"),
        _ => new Note("ECO2006", $"the clock was set by {Scale.Time(gap.Length.Duration())}; durations do not depend on it"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
