using EcoCode.Metering.Attribution;
using EcoCode.Quantities;

namespace EcoCode.Metering;

/// <summary>How a meter shares out what it measures.</summary>
public sealed record MeterOptions
{
    /// <summary>Who bears idle power.</summary>
    public AttributionMode Mode { get; init; } = AttributionMode.Busy;

    /// <summary>Under <see cref="AttributionMode.Marginal"/>: the power of the idle CPUs, all together; <c>null</c> to take what a baseline measurement or a model says.</summary>
    public Power? Baseline { get; init; }

    /// <summary>Whether the tree's energy should be told at once if it may be as much as this, however coarse the clocks are; <c>null</c> never.</summary>
    public Func<Energy, bool>? MayTell { get; init; }

    /// <summary>Ended processes that are kept as rows of their own; those of least energy beyond are summed up.</summary>
    public int MostEndedRows { get; init; } = 1000;
}
