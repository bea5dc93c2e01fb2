using System.Diagnostics.CodeAnalysis;

namespace EcoCode.Impact.Live;

/// <summary>Cuts a series down to what was asked for.</summary>
internal static class GridSpan
{
    /// <summary>The points that hold at some time of a span, whole.</summary>
    internal static IEnumerable<GridPoint> Within(IEnumerable<GridPoint> points, DateTimeOffset since, DateTimeOffset until)
        => points.Where(point => point.To > since && point.From < until);

    /// <summary>A span in parts, none longer than a service allows.</summary>
    internal static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Parts(DateTimeOffset since, DateTimeOffset until, TimeSpan longest)
    {
        for (; since < until; since += longest) yield return (since, since + longest < until ? since + longest : until);
    }

    /// <summary>A series of other points.</summary>
    [return: NotNullIfNotNull(nameof(series))]
    internal static GridSeries? With(GridSeries? series, IEnumerable<GridPoint> points)
        => series is null ? null : new(points) { Zone = series.Zone, Provider = series.Provider, Kind = series.Kind, Basis = series.Basis, Retrieved = series.Retrieved };

    /// <summary>A series up to now, whose last point holds now: where the provider is late, the last figure stands in for what is not known yet.</summary>
    /// <param name="series">The series.</param>
    /// <param name="now">The instant.</param>
    /// <param name="latest">How late it may be.</param>
    /// <returns>Null where it has no point, or is later than that.</returns>
    internal static GridSeries? UpTo(GridSeries? series, DateTimeOffset now, TimeSpan latest)
    {
        GridPoint[] points = [.. series?.Points.Where(point => point.From <= now) ?? []];
        if (points.Length == 0 || now - points[^1].To > latest) return null;
        if (points[^1].To <= now) points[^1] = points[^1] with { To = now + TimeSpan.FromMinutes(1), Estimated = true };
        return With(series, points);
    }
}
