namespace EcoCode.Ledger.Repetition;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    private const int MostSteps = 500;
    private const double Accuracy = 1e-15, Tiny = 1e-300;

    /// <summary>The probability of a value at least so far from 0 on either side: I_x(ν/2, 1/2) with x = ν/(ν + t²) (Abramowitz and Stegun, 26.7.1).</summary>
    internal static double TwoSided(double t, double freedom) => double.IsInfinity(t) ? 0 : IncompleteBeta(freedom / (freedom + (t * t)), freedom / 2, 0.5);

    /// <summary>The regularized incomplete beta function, by its continued fraction (Abramowitz and Stegun, 26.5.8) and Lentz's way to sum it up.</summary>
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;

        // The fraction converges fast only on this side; the other is its complement.
        if (x > (a + 1) / (a + b + 2)) return 1 - IncompleteBeta(1 - x, b, a);
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return front / a * Fraction(x, a, b);
    }

    private static double Fraction(double x, double a, double b)
    {
        double c = 1, d = 1 / Away(1 - ((a + b) * x / (a + 1))), sum = d;
        for (int m = 1; m <= MostSteps; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            sum *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            sum *= d * c;
            if (Math.Abs((d * c) - 1) < Accuracy) break;
        }

        return sum;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>ln Γ by Stirling's series (Abramowitz and Stegun, 6.1.41), carried to where six terms of it are exact to 1e-15.</summary>
    private static double LogGamma(double z)
    {
        double shift = 0;
        for (; z < 15; z++) shift += Math.Log(z);
        double inverse = 1 / z, square = inverse * inverse;
        double series = inverse * ((1 / 12.0) - (square * ((1 / 360.0) - (square * ((1 / 1260.0) - (square * ((1 / 1680.0) - (square * (1 / 1188.0)))))))));
        return ((z - 0.5) * Math.Log(z)) - z + (Math.Log(2 * Math.PI) / 2) + series - shift;
    }
}
