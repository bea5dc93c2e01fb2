namespace EcoCode.Impact.Planning;

/// <summary>The mean over a window that moves on by one step of the data, as the Carbon Aware SDK forms it, so that both give the same windows.</summary>
/// <remarks>
/// Read from Green-Software-Foundation/carbon-aware-sdk at e6de58d: the first window begins at the begin asked for or of the data, whichever is later; each next one
/// begins a first step's length later; a step that a window covers in part counts in part; a window that ends after the end asked for is left out
/// (the SDK keeps the first even then). Its best windows are all whose mean is the least.
/// </remarks>
public static class RollingMean
{
    /// <summary>The windows in order of time; none where the data has a gap, or is shorter than a window.</summary>
    /// <param name="course">The data.</param>
    /// <param name="window">The length of a window; 0 stands for the first step's.</param>
    /// <param name="from">The earliest begin.</param>
    /// <param name="to">The latest end.</param>
    public static IReadOnlyList<RateStep> Windows(RateCourse course, TimeSpan window, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(course);
        var windows = new List<RateStep>();
        RateStep[] within = [.. course.Steps.Where(step => step.To > from && step.From <= to)];
        if (within.Length == 0) return windows;
        TimeSpan tick = within[0].To - within[0].From;
        if (window == TimeSpan.Zero) window = tick;
        DateTimeOffset start = from > within[0].From ? from : within[0].From;
        for (; start + window <= to && course.Mean(start, start + window) is { } mean; start += tick) windows.Add(new(start, start + window, mean));
        return windows;
    }

    /// <summary>Those of least mean.</summary>
    public static IReadOnlyList<RateStep> Best(IReadOnlyList<RateStep> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        double least = windows.Select(window => window.PerKilowattHour).DefaultIfEmpty().Min();

        // Sums that are put together in another order differ in their last digits.
        return [.. windows.Where(window => window.PerKilowattHour <= least + (StartSearch.Tolerance * Math.Abs(least)))];
    }
}
