namespace EcoCode.Impact.Planning;

/// <summary>Finds when to start what takes a given time, so that the mean rate over that time is the least.</summary>
/// <remarks>
/// As the start moves, the mean changes linearly between instants at which the start or the end crosses from one step into another, so the least is at
/// one of them, or at the earliest or the latest start. Those are tried in order of time: O(n log n) for n steps.
/// </remarks>
internal static class StartSearch
{
    /// <summary>A later start is worth it only if it is better by more than rounding: so many parts of the rate.</summary>
    internal const double Tolerance = 1e-9;

    /// <summary>The best start; of equal ones the earliest; null where no start has a known rate all the way.</summary>
    /// <param name="course">The rate.</param>
    /// <param name="duration">How long it takes; above 0.</param>
    /// <param name="earliest">The earliest start.</param>
    /// <param name="latest">The latest start.</param>
    internal static (DateTimeOffset Start, double Mean)? Best(RateCourse course, TimeSpan duration, DateTimeOffset earliest, DateTimeOffset latest)
    {
        (DateTimeOffset Start, double Mean)? best = null;
        foreach ((int first, int last) in course.Stretches())
        {
            DateTimeOffset low = Later(earliest, course.Steps[first].From), high = Earlier(latest, course.Steps[last].To - duration);
            if (low > high) continue;
            foreach (DateTimeOffset start in Candidates(course.Steps, first, last, duration, low, high))
            {
                double mean = course.Mean(start, start + duration)!.Value;
                if (best is not { } known || mean < known.Mean - (Tolerance * Math.Abs(known.Mean))) best = (start, mean);
            }
        }

        return best;
    }

    private static IEnumerable<DateTimeOffset> Candidates(IReadOnlyList<RateStep> steps, int first, int last, TimeSpan duration, DateTimeOffset low, DateTimeOffset high)
    {
        yield return low;
        int starting = first, ending = first;
        while (true)
        {
            while (starting <= last && steps[starting].From <= low) starting++;
            while (ending <= last && steps[ending].To - duration <= low) ending++;
            DateTimeOffset next = high;
            if (starting <= last) next = Earlier(next, steps[starting].From);
            if (ending <= last) next = Earlier(next, steps[ending].To - duration);
            if (next >= high) break;
            yield return low = next;
        }

        if (high > low) yield return high;
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
