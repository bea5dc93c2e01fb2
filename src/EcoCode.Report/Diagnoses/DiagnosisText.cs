using System.Globalization;
using EcoCode.Quantities;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Diagnoses;

/// <summary>A diagnosis as text for people.</summary>
public static class DiagnosisText
{
    private const int LevelColumn = 2, SubjectColumn = 8, TextColumn = 19;

    /// <summary>Writes all of it.</summary>
    public static void Write(TextWriter writer, Diagnosis diagnosis, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        page.Flow(page.NewLine(), 0, diagnosis.Heading, " · ");
        string section = "";
        foreach (Finding finding in diagnosis.Findings)
        {
            if (finding.Section != section)
            {
                page.Gap();
                page.NewLine().Add(section = finding.Section, Ink.Bold);
            }

            Add(page, finding);
        }

        page.Gap();
        foreach (string sentence in diagnosis.Closing) page.Paragraph("", Ink.Plain, sentence, 0);
        page.Paragraph("", Ink.Plain, Counts(diagnosis), 0);
        page.Write(writer);
    }

    private static void Add(Page page, Finding finding)
    {
        (string word, Ink ink) = finding.Level switch
        {
            FindingLevel.Ok => ("ok", Ink.Plain),
            FindingLevel.Seen => ("-", Ink.Dim),
            FindingLevel.Warn => ("warn", Ink.Warning),
            _ => ("FAIL", Ink.Bold),
        };
        string lead = (new string(' ', LevelColumn) + word).PadRight(SubjectColumn) + finding.Subject;
        page.Paragraph(lead.PadRight(Math.Max(TextColumn, lead.Length + 1)), ink, finding.Text, TextColumn);
        if (finding.Provenance is { } provenance) page.Paragraph(new string(' ', TextColumn), Ink.Plain, Figure(provenance, finding.RelativeBand), TextColumn);
        if (finding.Reason is { } reason) page.Paragraph(new string(' ', TextColumn), Ink.Plain, reason, TextColumn);
        if (finding.Fix is { } fix) page.Paragraph(new string(' ', TextColumn) + "fix: ", Ink.Plain, fix, TextColumn + 5);
    }

    private static string Figure(Provenance provenance, double? relativeBand)
    {
        string mark = provenance switch { Provenance.Measured => "● measured", Provenance.Apportioned => "◐ apportioned", _ => "○ modelled" };
        return relativeBand is { } band ? string.Create(CultureInfo.InvariantCulture, $"{mark}, ± {band * 100:0} %") : mark;
    }

    private static string Counts(Diagnosis diagnosis)
    {
        int failed = diagnosis.Count(FindingLevel.Fail), warned = diagnosis.Count(FindingLevel.Warn);
        string sum = string.Create(CultureInfo.InvariantCulture, $"{failed} failed, {warned} {(warned == 1 ? "warning" : "warnings")}");
        return $"{sum} · exit {(failed > 0 ? 1 : 0)} · `--json` for scripts, `--capture FILE` for a bug report";
    }
}
