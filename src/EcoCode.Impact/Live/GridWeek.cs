using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>What a grid's intensity was over the last seven days: the bounds of its quarters, by time.</summary>
/// <param name="Lower">A quarter of the time it was less than this.</param>
/// <param name="Middle">Half of the time.</param>
/// <param name="Upper">A quarter of the time it was more.</param>
public sealed record GridWeek(CarbonIntensity Lower, CarbonIntensity Middle, CarbonIntensity Upper)
{
    /// <summary>How far it looks back.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(7);

    /// <summary>A day tells nothing of the next: where less than half of the week is known, nothing is said.</summary>
    private const double LeastKnown = 0.5;

    /// <summary>What is as near to the middle as this is usual, however even the grid: hydropower has no dirty hours.</summary>
    private const double LeastApart = 0.05;

    /// <summary>The week before an instant; null where less than half of it is known.</summary>
    public static GridWeek? Of(GridSeries series, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(series);
        DateTimeOffset since = until - Length;
        (double Grams, long Ticks)[] parts =
        [
            .. GridSpan.Within(series.Points, since, until)
                .Select(point => (point.Intensity.GramsPerKilowattHour, ((point.To < until ? point.To : until) - (point.From > since ? point.From : since)).Ticks))
                .OrderBy(part => part.GramsPerKilowattHour),
        ];
        long known = parts.Sum(part => part.Ticks);
        return known < Length.Ticks * LeastKnown ? null : new(At(0.25), At(0.5), At(0.75));

        CarbonIntensity At(double share)
        {
            long left = (long)(known * share);
            foreach ((double grams, long ticks) in parts)
            {
                left -= ticks;
                if (left <= 0) return new(grams);
            }

            return new(parts[^1].Grams);
        }
    }

    /// <summary>What an intensity is like beside it.</summary>
    public GridLevel LevelOf(CarbonIntensity now)
    {
        (double grams, double middle) = (now.GramsPerKilowattHour, Middle.GramsPerKilowattHour);
        return grams < Lower.GramsPerKilowattHour && grams < middle * (1 - LeastApart) ? GridLevel.Clean
            : grams > Upper.GramsPerKilowattHour && grams > middle * (1 + LeastApart) ? GridLevel.Dirty
            : GridLevel.Usual;
    }
}
