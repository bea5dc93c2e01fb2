using EcoCode.Quantities;

namespace EcoCode.Metering.Windows;

/// <summary>What a tree used between two moments.</summary>
public sealed record WindowFigures
{
    /// <summary>The window's number; <c>null</c> of the whole run.</summary>
    public required int? Window { get; init; }

    public required string Name { get; init; }

    /// <summary>Begin, as a time stamp of the clock.</summary>
    public required long Begin { get; init; }

    /// <summary>End, or how far it has come.</summary>
    public required long End { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The part of what was asked for that lies before the first reading, and is not in <see cref="Duration"/>.</summary>
    public required TimeSpan Unmeasured { get; init; }

    /// <summary>The tree's energy: the sum of <see cref="Sources"/>.</summary>
    public required Energy Energy { get; init; }

    public required IReadOnlyList<SourceEnergy> Sources { get; init; }

    public required IReadOnlyList<GpuWork> Gpus { get; init; }

    /// <summary>The part of the process that asked and of all that descends from it; <c>null</c> where that is not known.</summary>
    public required Energy? Own { get; init; }

    /// <summary>CPU time of the tree.</summary>
    public required TimeSpan TreeCpuTime { get; init; }
}
