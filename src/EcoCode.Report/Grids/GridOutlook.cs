using EcoCode.Quantities;

namespace EcoCode.Report.Grids;

/// <summary>What is known of a grid: now, in the hours to come, and over a year.</summary>
public sealed record GridOutlook
{
    public required string Zone { get; init; }

    /// <summary>The place in words, where the tables have it.</summary>
    public string? Name { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What holds now; null without a provider, or where it does not know.</summary>
    public GridReading? Latest { get; init; }

    /// <summary>Who told <see cref="Latest"/>.</summary>
    public GridSource? LatestSource { get; init; }

    /// <summary>What is to come, as the provider told it.</summary>
    public IReadOnlyList<GridReading> Ahead { get; init; } = [];

    /// <summary>The same by whole hours.</summary>
    public IReadOnlyList<GridReading> Hours { get; init; } = [];

    /// <summary>Who told <see cref="Ahead"/>.</summary>
    public GridSource? AheadSource { get; init; }

    /// <summary>The mean of a year.</summary>
    public GridYear? Year { get; init; }

    /// <summary>What the reader must know.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }
}
