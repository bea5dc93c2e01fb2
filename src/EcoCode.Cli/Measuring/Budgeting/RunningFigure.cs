using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>Adds up what energy amounts to, by what a joule amounts to while it is used.</summary>
/// <param name="perJoule">What a joule amounts to now; asked at most once a second.</param>
internal sealed class RunningFigure(Func<double> perJoule)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private TimeSpan _due;
    private double _now;
    private Energy _counted;
    private double _sum;

    /// <summary>Takes in what was used since the last time.</summary>
    internal double Advance(Energy soFar, TimeSpan elapsed)
    {
        if (elapsed >= _due) (_now, _due) = (perJoule(), elapsed + Step);
        _sum += (soFar - _counted).Joules * _now;
        _counted = soFar;
        return _sum;
    }
}
