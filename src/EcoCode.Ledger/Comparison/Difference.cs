namespace EcoCode.Ledger.Comparison;

/// <summary>A figure of two runs.</summary>
public sealed record Difference
{
    /// <summary>What it is of: the key of a total (<c>energy_j</c>), a component, a phase, or the name of processes.</summary>
    public required string Name { get; init; }

    /// <summary>In the reference; null where that has none.</summary>
    public required double? Reference { get; init; }

    /// <summary>Half-width of its uncertainty; not a number when unknown.</summary>
    public required double ReferenceBand { get; init; }

    /// <summary>In the other run; null where that has none.</summary>
    public required double? Value { get; init; }

    /// <summary>Half-width of its uncertainty; not a number when unknown.</summary>
    public required double ValueBand { get; init; }

    /// <summary>Value over reference, less 1: −0.062 is 6.2 % less. Null where there is none.</summary>
    public double? Change => Reference is { } reference && Value is { } value && reference != 0 ? (value / reference) - 1 : null;

    /// <summary>Whether the two intervals keep apart.</summary>
    public Verdict Verdict
    {
        get
        {
            if (Reference is not { } reference || Value is not { } value) return Verdict.OnlyInOne;

            // Written so that a band that is not a number, which is an unknown one, tells nothing apart.
            if (!(Math.Abs(value - reference) > ReferenceBand + ValueBand)) return Verdict.NotToldApart;
            return value < reference ? Verdict.Less : Verdict.More;
        }
    }
}
