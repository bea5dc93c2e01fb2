namespace EcoCode.Report.Diagnoses;

/// <summary>How good a finding is.</summary>
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Neither good nor bad: seen, and left aside for a reason.</summary>
    Seen,

    /// <summary>Figures are less sure than they could be.</summary>
    Warn,

    /// <summary>Something that is there can't be used, and one command mends it.</summary>
    Fail,
}
