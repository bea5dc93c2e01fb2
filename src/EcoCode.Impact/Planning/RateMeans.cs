namespace EcoCode.Impact.Planning;

/// <summary>Means of a course over spans of equal length.</summary>
public static class RateMeans
{
    /// <summary>Over whole hours of the clock, from the one that holds an instant; hours that are not known all the way are left out.</summary>
    /// <param name="course">The course.</param>
    /// <param name="from">An instant within the first hour, of which what is before it need not be known.</param>
    /// <param name="hours">How many hours.</param>
    public static IReadOnlyList<RateStep> Hours(RateCourse course, DateTimeOffset from, int hours)
    {
        ArgumentNullException.ThrowIfNull(course);
        var means = new List<RateStep>();
        DateTimeOffset first = from.AddTicks(-(from.UtcTicks % TimeSpan.TicksPerHour));
        for (int i = 0; i < hours; i++)
        {
            DateTimeOffset hour = first.AddHours(i), end = hour.AddHours(1);
            if ((course.Mean(hour, end) ?? (i == 0 ? course.Mean(from, end) : null)) is { } mean) means.Add(new(hour, end, mean));
        }

        return means;
    }

    /// <summary>Over a number of spans; not a number where one is not known all the way.</summary>
    /// <param name="course">The course.</param>
    /// <param name="from">The begin of the first.</param>
    /// <param name="to">The end of the last, after the begin.</param>
    /// <param name="count">How many; above 0.</param>
    public static IReadOnlyList<double> Slices(RateCourse course, DateTimeOffset from, DateTimeOffset to, int count)
    {
        ArgumentNullException.ThrowIfNull(course);
        double[] means = new double[count];
        for (int i = 0; i < count; i++)
        {
            DateTimeOffset begin = from + ((to - from) * i / count), end = from + ((to - from) * (i + 1) / count);
            means[i] = course.Mean(begin, end) ?? double.NaN;
        }

        return means;
    }
}
