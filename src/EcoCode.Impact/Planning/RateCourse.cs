using EcoCode.Impact.Live;

namespace EcoCode.Impact.Planning;

/// <summary>What a kWh comes to as time goes by: constant over each step, unknown in the gaps between them. Immutable.</summary>
public sealed class RateCourse
{
    private readonly RateStep[] _steps;

    /// <summary>The integral of the rate up to the begin of each step, in units of rate × ticks; a gap adds nothing.</summary>
    private readonly double[] _before;

    /// <summary>The first step of the stretch without gaps that each step is in.</summary>
    private readonly int[] _stretch;

    /// <param name="steps">In order of time, without overlap.</param>
    /// <exception cref="ArgumentException">They are not, or a rate is no number.</exception>
    public RateCourse(IEnumerable<RateStep> steps)
    {
        _steps = [.. steps];
        _before = new double[_steps.Length];
        _stretch = new int[_steps.Length];
        for (int i = 0; i < _steps.Length; i++)
        {
            RateStep step = _steps[i];
            bool inOrder = step.To > step.From && (i == 0 || step.From >= _steps[i - 1].To);
            if (!inOrder || !double.IsFinite(step.PerKilowattHour)) throw new ArgumentException($"Not a step, or out of order: {step}.", nameof(steps));
            if (i == 0) continue;
            _before[i] = _before[i - 1] + Area(i - 1, _steps[i - 1].To);
            _stretch[i] = step.From == _steps[i - 1].To ? _stretch[i - 1] : i;
        }
    }

    /// <summary>In order of time, without overlap; there may be gaps.</summary>
    public IReadOnlyList<RateStep> Steps => _steps;

    /// <summary>The course of a grid's intensity, g per kWh.</summary>
    public static RateCourse Of(GridSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new(series.Points.Select(point => new RateStep(point.From, point.To, point.Intensity.GramsPerKilowattHour)));
    }

    /// <summary>The course of a price, money per kWh: prices that go by the time where there are any, else the one price; null where there is none.</summary>
    public static RateCourse? Of(ImpactFactors factors, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(factors);
        if (factors.Prices is not { } prices) return factors.Tariff is { } tariff ? Flat((double)tariff.Price.PerKilowattHour, from, to) : null;
        var steps = new List<RateStep>();

        // Prices change at whole minutes.
        for (DateTimeOffset at = from, next; at < to; at = next)
        {
            next = at.AddTicks(TimeSpan.TicksPerMinute - (at.UtcTicks % TimeSpan.TicksPerMinute));
            if (next > to) next = to;
            if ((prices.At(at) ?? factors.Tariff?.Price.PerKilowattHour) is not { } price) continue;
            if (steps is [.., var last] && last.To == at && last.PerKilowattHour.Equals((double)price)) steps[^1] = last with { To = next };
            else steps.Add(new(at, next, (double)price));
        }

        return steps.Count > 0 ? new(steps) : null;
    }

    /// <summary>A rate that is the same all the time.</summary>
    public static RateCourse Flat(double perKilowattHour, DateTimeOffset from, DateTimeOffset to) => new([new(from, to, perKilowattHour)]);

    /// <summary>The mean over a span, or null where a part of it is not known.</summary>
    /// <param name="from">The begin.</param>
    /// <param name="to">The end, after the begin.</param>
    public double? Mean(DateTimeOffset from, DateTimeOffset to)
    {
        int first = IndexAt(from);
        if (first < 0 || from >= _steps[first].To || to <= from) return null;

        // The end is not part of the span, so it may be the end of a step.
        int last = IndexAt(to.AddTicks(-1));
        bool known = to <= _steps[last].To && _stretch[first] == _stretch[last];
        return !known ? null
            : first == last ? _steps[first].PerKilowattHour
            : (_before[last] + Area(last, to) - _before[first] - Area(first, from)) / (to - from).Ticks;
    }

    /// <summary>The stretches without gaps, as the indices of their first and last steps.</summary>
    internal IEnumerable<(int First, int Last)> Stretches()
    {
        for (int first = 0, i = 1; i <= _steps.Length; i++)
        {
            if (i < _steps.Length && _stretch[i] == first) continue;
            yield return (first, i - 1);
            first = i;
        }
    }

    /// <summary>The last step that begins at an instant or before; -1 where there is none.</summary>
    private int IndexAt(DateTimeOffset instant)
    {
        int low = 0, high = _steps.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_steps[middle].From <= instant) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    private double Area(int step, DateTimeOffset until) => _steps[step].PerKilowattHour * (until - _steps[step].From).Ticks;
}
