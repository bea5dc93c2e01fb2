using EcoCode.Quantities;

namespace EcoCode.Report.Diagnoses;

/// <summary>One thing that was looked at.</summary>
/// <param name="Section">The heading it stands under: <c>Sensors</c>, <c>Processes</c>, ….</param>
/// <param name="Level">How good it is.</param>
/// <param name="Subject">What was looked at: <c>CPU</c>, <c>grid</c>.</param>
/// <param name="Text">What was found, one sentence: lower case, no full stop.</param>
public sealed record Finding(string Section, FindingLevel Level, string Subject, string Text)
{
    /// <summary>How its figure is got, where it has one.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>Relative half-width of the figure's uncertainty, where it has one.</summary>
    public double? RelativeBand { get; init; }

    /// <summary>Why it is so, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What to type to mend it, or null.</summary>
    public string? Fix { get; init; }

    /// <summary>The code that <c>ecocode explain</c> knows, or null.</summary>
    public string? Code { get; init; }
}
