namespace EcoCode.Ledger.Repetition;

/// <summary>What several values of one figure have in common.</summary>
public sealed record Spread
{
    /// <summary>Deviations of a normal distribution from which on a value is an outlier: so far out lies none in 10²² by chance.</summary>
    private const double OutlierDeviations = 10;

    /// <summary>The median absolute deviation times this estimates the standard deviation of a normal distribution.</summary>
    private const double DeviationsPerMad = 1.4826;

    private Spread(double[] values)
    {
        Values = values;
        double[] sorted = [.. values.Order()];
        (Min, Max, Median) = (sorted[0], sorted[^1], Middle(sorted));
        Mean = values.Average();

        // n − 1: the mean is of the same values. Of one value nothing is known of the scatter.
        Sigma = values.Length > 1 ? Math.Sqrt(values.Sum(value => (value - Mean) * (value - Mean)) / (values.Length - 1)) : null;
        double mad = Middle([.. values.Select(value => Math.Abs(value - Median)).Order()]);
        Outliers = [.. Enumerable.Range(0, values.Length).Where(i => Math.Abs(values[i] - Median) > OutlierDeviations * DeviationsPerMad * mad)];
    }

    /// <summary>All values, in the order of the runs.</summary>
    public IReadOnlyList<double> Values { get; }

    public double Mean { get; }

    /// <summary>Standard deviation of the sample; null of fewer than two values.</summary>
    public double? Sigma { get; }

    public double Median { get; }

    public double Min { get; }

    public double Max { get; }

    /// <summary>Indices of values whose modified z-score, by the median absolute deviation, is beyond 10. They are in all figures above.</summary>
    public IReadOnlyList<int> Outliers { get; }

    /// <summary>Sums values up.</summary>
    /// <param name="values">At least one, all of them finite.</param>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        ArgumentOutOfRangeException.ThrowIfZero(all.Length);
        return new Spread(all);
    }

    private static double Middle(double[] sorted)
        => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
