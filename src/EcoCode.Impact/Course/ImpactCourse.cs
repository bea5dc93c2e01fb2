using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Course;

/// <summary>When the energy of a run was used, and what is known of the grid at those times.</summary>
/// <param name="Energy">The energy of the computers, by the minute.</param>
/// <param name="Live">Series of live providers; at most one of each <see cref="SignalKind"/> is used, the first.</param>
/// <param name="Trouble">Why a provider has told nothing, or less than it should have; null where all is well.</param>
public sealed record ImpactCourse(EnergyCourse Energy, IReadOnlyList<GridSeries> Live, Note? Trouble = null)
{
    /// <summary>What the series of a kind says of it; null where there is none, or it has no point for any of the times.</summary>
    internal GridCoverage? Covered(SignalKind kind)
    {
        foreach (GridSeries series in Live)
        {
            if (series.Kind == kind) return GridCoverage.Of(Energy, series);
        }

        return null;
    }
}
