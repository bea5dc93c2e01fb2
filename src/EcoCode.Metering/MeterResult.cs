using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Metering.Windows;
using EcoCode.Quantities;

namespace EcoCode.Metering;

/// <summary>What a meter found in one run.</summary>
public sealed record MeterResult
{
    /// <summary>Time from the first reading to the last.</summary>
    public required TimeSpan Duration { get; init; }

    public required AttributionMode Mode { get; init; }

    /// <summary>How the tree's CPU time was got.</summary>
    public required string TreeMethod { get; init; }

    /// <summary>How the machine's CPU time was got.</summary>
    public required string MachineMethod { get; init; }

    /// <summary>Processors of the machine, or of the container's quota.</summary>
    public required double Processors { get; init; }

    public required TimeSpan TreeCpuTime { get; init; }

    /// <summary>Processes of the tree that live on.</summary>
    public required int LiveProcesses { get; init; }

    /// <summary>Every source that energy was taken of, with what it was shared out to.</summary>
    public required IReadOnlyList<SourceTrack> Tracks { get; init; }

    /// <summary>Sources that were not trusted, with why.</summary>
    public required IReadOnlyList<(SourceTrack Track, string Reason)> Dropped { get; init; }

    /// <summary>Those of <see cref="Tracks"/> that were trusted to the end; what others lack, their successors have.</summary>
    public IEnumerable<SourceTrack> Kept => Tracks.Where(track => Dropped.All(dropped => dropped.Track != track));

    /// <summary>The tree's processes.</summary>
    public required IReadOnlyList<ChargedProcess> Processes { get; init; }

    /// <summary>CPU time of processes that ended between two samples, and of the least of the others.</summary>
    public required TimeSpan UnseenCpuTime { get; init; }

    /// <summary>Their energy.</summary>
    public required Energy UnseenEnergy { get; init; }

    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>How many windows more there were than are kept one by one.</summary>
    public required long PhasesNotKept { get; init; }

    /// <summary>What the steps took that the program told of.</summary>
    public required IReadOnlyList<StepFigures> Steps { get; init; }

    /// <summary>Figures that the program told of itself.</summary>
    public required IReadOnlyList<MetricFigures> Metrics { get; init; }

    /// <summary>Width of a value of <see cref="HistoryWatts"/>.</summary>
    public required TimeSpan HistoryWidth { get; init; }

    /// <summary>The tree's mean power in steps of equal width, at most 60, W.</summary>
    public required IReadOnlyList<double> HistoryWatts { get; init; }

    /// <summary>The tree's highest power over settlements of together at least 50 ms.</summary>
    public required Power PeakPower { get; init; }

    /// <summary>CPU time of EcoCode while it measured.</summary>
    public required TimeSpan OwnCpuTime { get; init; }

    /// <summary>Times in which sampling stood still.</summary>
    public required IReadOnlyList<Gap> Gaps { get; init; }
}
