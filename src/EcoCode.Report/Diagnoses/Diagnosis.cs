namespace EcoCode.Report.Diagnoses;

/// <summary>What EcoCode can tell on a machine, and what it would take to tell more.</summary>
/// <param name="Heading">Program, machine and user, in parts.</param>
/// <param name="Findings">All that was looked at, those of a section together.</param>
/// <param name="Closing">What it comes to, a sentence each.</param>
public sealed record Diagnosis(IReadOnlyList<string> Heading, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Closing)
{
    /// <summary>How many findings are of a level.</summary>
    public int Count(FindingLevel level) => Findings.Count(finding => finding.Level == level);
}
