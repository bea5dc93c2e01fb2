using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Course;

/// <summary>What a series of intensities says of the times at which an energy was used.</summary>
/// <param name="Series">The series.</param>
/// <param name="Share">Part of the energy that was used at times of which the series has a point; above 0, at most 1.</param>
/// <param name="EstimatedShare">Part of the covered energy whose points the provider calls estimates, 0 to 1.</param>
/// <param name="Mean">Mean intensity of the covered energy, each part of it at the intensity of its own time: emissions over energy.</param>
public sealed record GridCoverage(GridSeries Series, double Share, double EstimatedShare, CarbonIntensity Mean)
{
    /// <summary>Integrates: the energy of each span times the intensity that held over it. A span that only partly has a point counts for that part.</summary>
    /// <returns>Null where the series has no point for any of it.</returns>
    public static GridCoverage? Of(EnergyCourse course, GridSeries series)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(series);
        var weights = new CourseWeights(course);
        (double covered, double estimated, double emitted, double whole) = (0, 0, 0, 0);
        int next = 0;
        foreach ((DateTimeOffset from, DateTimeOffset to, Energy energy) in course.Slots)
        {
            double weight = weights.Of(energy);
            whole += weight;
            while (next < series.Points.Count && series.Points[next].To <= from) next++;
            for (int i = next; i < series.Points.Count && (series.Points[i].From < to || series.Points[i].From == from); i++)
            {
                GridPoint point = series.Points[i];
                double part = weight * Overlap(point, from, to);
                covered += part;
                emitted += part * point.Intensity.GramsPerKilowattHour;
                if (point.Estimated) estimated += part;
            }
        }

        return covered > 0 ? new(series, Math.Min(1, covered / whole), Math.Min(1, estimated / covered), new(emitted / covered)) : null;
    }

    /// <summary>Part of a span that a point holds over; of a span without length, whether it holds then.</summary>
    private static double Overlap(GridPoint point, DateTimeOffset from, DateTimeOffset to)
    {
        // Of an instant, only points that it lies in are asked for.
        if (to <= from) return 1;
        long begin = Math.Max(from.UtcTicks, point.From.UtcTicks), end = Math.Min(to.UtcTicks, point.To.UtcTicks);
        return Math.Max(0, end - begin) / (double)(to - from).Ticks;
    }
}
