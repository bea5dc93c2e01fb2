namespace EcoCode.Ledger.Repetition;

/// <summary>Welch's t-test (Biometrika 34, 1947): whether two samples have the same mean, whatever their scatter.</summary>
/// <param name="T">The means' difference in units of its standard error.</param>
/// <param name="Freedom">Degrees of freedom, by Welch and Satterthwaite.</param>
/// <param name="P">The probability of a difference at least as large if there were none.</param>
public sealed record WelchTest(double T, double Freedom, double P)
{
    /// <summary>Tests; null where a sample has fewer than two values, or neither scatters, so that nothing is known of chance.</summary>
    public static WelchTest? Of(Spread one, Spread other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Sigma is not { } sigma || other.Sigma is not { } otherSigma || (sigma == 0 && otherSigma == 0)) return null;
        double square = sigma * sigma / one.Values.Count, otherSquare = otherSigma * otherSigma / other.Values.Count;
        double t = (other.Mean - one.Mean) / Math.Sqrt(square + otherSquare);
        double freedom = (square + otherSquare) * (square + otherSquare)
            / ((square * square / (one.Values.Count - 1)) + (otherSquare * otherSquare / (other.Values.Count - 1)));
        return new WelchTest(t, freedom, StudentT.TwoSided(t, freedom));
    }
}
