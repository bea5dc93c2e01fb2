using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>Points as they are read, some of which do not say when they end.</summary>
internal sealed class GridDraft
{
    private static readonly TimeSpan Alone = TimeSpan.FromHours(1);

    private readonly List<(DateTimeOffset From, DateTimeOffset? To, double Grams, bool Estimated)> _points = [];

    internal bool IsEmpty => _points.Count == 0;

    /// <summary>Takes a point, or says why it can't be one.</summary>
    /// <param name="from">The begin.</param>
    /// <param name="to">The end, if it is said.</param>
    /// <param name="gramsPerKilowattHour">The figure.</param>
    /// <param name="estimated">Whether it is an estimate or a forecast.</param>
    /// <returns>What is wrong with it, or null.</returns>
    internal string? Take(DateTimeOffset from, DateTimeOffset? to, double gramsPerKilowattHour, bool estimated)
    {
        if (!GridRange.Holds(gramsPerKilowattHour)) return FormattableString.Invariant($"{gramsPerKilowattHour} g/kWh is not between 0 and {GridRange.Most}");
        if (to <= from) return FormattableString.Invariant($"the point of {from:yyyy-MM-ddTHH:mmZ} ends before it begins");
        _points.Add((from.ToUniversalTime(), to?.ToUniversalTime(), gramsPerKilowattHour, estimated));
        return null;
    }

    /// <summary>All points. One without an end lasts a step, or until the next.</summary>
    /// <param name="step">How long a point lasts; null takes the shortest time between two, which a missing one does not change.</param>
    internal IEnumerable<GridPoint> Points(TimeSpan? step = null)
    {
        _points.Sort((left, right) => left.From.CompareTo(right.From));
        TimeSpan lasts = step ?? Shortest();
        return _points.Select(point => new GridPoint(point.From, point.To ?? point.From + lasts, new CarbonIntensity(point.Grams), point.Estimated));
    }

    private TimeSpan Shortest()
    {
        TimeSpan shortest = TimeSpan.MaxValue;
        for (int i = 1; i < _points.Count; i++)
        {
            TimeSpan gap = _points[i].From - _points[i - 1].From;
            if (gap > TimeSpan.Zero && gap < shortest) shortest = gap;
        }

        return shortest == TimeSpan.MaxValue ? Alone : shortest;
    }
}
