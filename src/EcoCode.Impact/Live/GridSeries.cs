namespace EcoCode.Impact.Live;

/// <summary>The intensity of one grid over time, as one provider tells it. Immutable.</summary>
public sealed class GridSeries
{
    private readonly GridPoint[] _points;

    /// <param name="points">In any order; of points that overlap, the one that begins later holds from there on.</param>
    /// <exception cref="ArgumentException">A point ends before it begins, or its intensity is no number.</exception>
    public GridSeries(IEnumerable<GridPoint> points)
    {
        GridPoint[] sorted = [.. points.OrderBy(point => point.From)];
        for (int i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].To <= sorted[i].From || !double.IsFinite(sorted[i].Intensity.GramsPerKilowattHour)) throw new ArgumentException($"Not a point: {sorted[i]}.", nameof(points));
            if (i > 0 && sorted[i - 1].To > sorted[i].From) sorted[i - 1] = sorted[i - 1] with { To = sorted[i].From };
        }

        _points = [.. sorted.Where(point => point.To > point.From)];
    }

    /// <summary>The grid as its provider calls it: <c>DE</c>, <c>CAISO_NORTH</c>, <c>eastus</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>Name of the provider, as in the configuration: <c>electricity-maps</c>.</summary>
    public required string Provider { get; init; }

    public required SignalKind Kind { get; init; }

    /// <summary>What an average counts. A marginal figure is of direct emissions, and of CO2 only.</summary>
    public required GridBasis Basis { get; init; }

    /// <summary>When the provider was asked.</summary>
    public required DateTimeOffset Retrieved { get; init; }

    /// <summary>In order of time, without overlap; there may be gaps.</summary>
    public IReadOnlyList<GridPoint> Points => _points;

    /// <summary>The point that holds at an instant, or null in a gap and outside of the series.</summary>
    public GridPoint? At(DateTimeOffset instant)
    {
        int low = 0, high = _points.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_points[middle].From <= instant) low = middle + 1;
            else high = middle;
        }

        return low > 0 && instant < _points[low - 1].To ? _points[low - 1] : null;
    }
}
