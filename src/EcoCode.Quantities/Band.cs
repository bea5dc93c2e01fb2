namespace EcoCode.Quantities;

/// <summary>How far a figure may be off: the half-width of its uncertainty interval, as energy.</summary>
/// <remarks>
/// Two parts that add differently. Errors of models are of one kind and sign (a wrong TDP is wrong at every tick and on
/// every socket), so they add linearly; errors of independent sensors add in quadrature. <c>docs/accuracy.md</c> gives the reasons.
/// </remarks>
/// <param name="LinearJoules">The part that adds linearly, J.</param>
/// <param name="IndependentSquare">The square of the part that adds in quadrature, J².</param>
public readonly record struct Band(double LinearJoules, double IndependentSquare)
{
    /// <summary>The half-width in joules: ± this much.</summary>
    public double HalfWidthJoules => LinearJoules + Math.Sqrt(IndependentSquare);

    /// <summary>The band of one figure whose relative half-width is known.</summary>
    /// <param name="energy">The figure.</param>
    /// <param name="relative">Its relative half-width: 0.05 is ± 5 %.</param>
    /// <param name="provenance">Modelled figures go to the linear part, others to the independent one.</param>
    public static Band Of(Energy energy, double relative, Provenance provenance)
    {
        double half = Math.Abs(energy.Joules) * relative;
        return provenance == Provenance.Modelled ? new(half, 0) : new(0, half * half);
    }

    public static Band operator +(Band left, Band right)
        => new(left.LinearJoules + right.LinearJoules, left.IndependentSquare + right.IndependentSquare);
}
