namespace EcoCode.Impact.Live;

/// <summary>Cuts a series down to what was asked for.</summary>
internal static class GridSpan
{
    /// <summary>The points that hold at some time of a span, whole.</summary>
    internal static IEnumerable<GridPoint> Within(IEnumerable<GridPoint> points, DateTimeOffset since, DateTimeOffset until)
        => points.Where(point => point.To > since && point.From < until);
}
