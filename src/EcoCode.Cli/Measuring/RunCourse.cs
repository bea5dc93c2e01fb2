using EcoCode.Impact.Course;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>Takes down when a run used its energy, by the clock on the wall.</summary>
/// <remarks>
/// Lengths are those of the meter's own clock, which no one sets; only where they lie is asked of the other, anew each time. So a clock that is
/// set, or a machine that was suspended, moves what follows and neither loses nor stretches energy.
/// </remarks>
/// <param name="time">The clock.</param>
internal sealed class RunCourse(TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly EnergyCourse _course = new();
    private TimeSpan _until;
    private Energy _counted;

    /// <summary>Takes down what came in; at most once a second, so it may be called at every tick.</summary>
    /// <param name="figures">The meter's latest.</param>
    /// <param name="last">Whether it is the end, which is taken down in any case.</param>
    internal void Tick(in LiveFigures figures, bool last = false)
    {
        TimeSpan length = figures.Elapsed - _until;
        Energy energy = figures.Energy - _counted;
        if (last ? length <= TimeSpan.Zero && energy == Energy.Zero : length < Step) return;
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock) _course.Add(now - length, now, energy);
        (_until, _counted) = (figures.Elapsed, figures.Energy);
    }

    /// <summary>What was taken down so far; for any thread.</summary>
    internal EnergyCourse Read()
    {
        lock (_lock) return _course.Copy();
    }
}
