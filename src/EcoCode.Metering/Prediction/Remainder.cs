namespace EcoCode.Metering.Prediction;

/// <summary>What steps to come will take in sum, from spans of steps that were.</summary>
/// <remarks>
/// Of steps that scatter independently about a mean, D in sum over J spans, the sum of R further ones lies within
/// <c>R·mean ± t · s · √(R + R²/D)</c>: the first term is their own scatter, the second that of the mean. s² is the mean of what spans differ from
/// their expected sum, squared and per step, with J − 1 degrees of freedom, and t Student's. Steps that follow each other are often alike, which
/// makes the scatter of single ones too small a measure: the same is done for spans of two, four and more, and the widest interval is taken.
/// </remarks>
internal static class Remainder
{
    /// <summary>Fewer joined spans than these tell too little of their scatter.</summary>
    private const int FewestJoined = 8;

    /// <summary>97.5 % points of Student's distribution of 1 to 10 degrees of freedom.</summary>
    private static readonly double[] Points = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

    /// <summary>The expected sum, and half of the width of the interval.</summary>
    /// <param name="steps">Steps of each span.</param>
    /// <param name="taken">What each span took.</param>
    /// <param name="left">Steps to come.</param>
    internal static (double Sum, double Half) Of(ReadOnlySpan<double> steps, ReadOnlySpan<double> taken, double left)
    {
        double done = 0, all = 0;
        for (int i = 0; i < steps.Length; i++) (done, all) = (done + steps[i], all + taken[i]);
        double mean = all / done, widest = 0;
        for (int joined = 1; joined == 1 || steps.Length / joined >= FewestJoined; joined *= 2)
        {
            int spans = steps.Length / joined;
            double squares = 0;
            for (int span = 0; span < spans; span++)
            {
                double ofSteps = 0, ofTaken = 0;
                for (int i = span * joined; i < (span + 1) * joined; i++) (ofSteps, ofTaken) = (ofSteps + steps[i], ofTaken + taken[i]);
                double differs = ofTaken - (ofSteps * mean);
                squares += differs * differs / ofSteps;
            }

            widest = Math.Max(widest, Point(spans - 1) * Math.Sqrt(squares / (spans - 1)));
        }

        return (left * mean, widest * Math.Sqrt(left + (left * left / done)));
    }

    /// <summary>Student's 97.5 % point; beyond the table by the first terms of its expansion (Abramowitz and Stegun, 26.7.5), to 0.1 %.</summary>
    internal static double Point(int freedom)
    {
        if (freedom <= Points.Length) return Points[Math.Max(1, freedom) - 1];
        const double z = 1.959964;
        return z + (((z * z * z) + z) / (4.0 * freedom)) + (((5 * Math.Pow(z, 5)) + (16 * z * z * z) + (3 * z)) / (96.0 * freedom * freedom));
    }
}
