using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>Explanations as text for people.</summary>
public static class ExplanationText
{
    private const int Column = 9;

    /// <summary>Writes one at length.</summary>
    public static void Write(TextWriter writer, Explanation explanation, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        page.Paragraph($"{explanation.Code}: ", Ink.Bold, explanation.Title, indent: Column);
        page.Gap();
        page.Paragraph("  Means  ", Ink.Plain, explanation.Means, Column);
        page.Paragraph("  Why    ", Ink.Plain, explanation.Why, Column);
        page.Paragraph("  Fix    ", Ink.Plain, explanation.Fix, Column);
        page.Write(writer);
    }

    /// <summary>Writes a line for each.</summary>
    public static void WriteList(TextWriter writer, IReadOnlyList<Explanation> explanations, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(explanations);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        foreach (Explanation explanation in explanations) page.NewLine().Add(explanation.Code, Ink.Bold).Add("  ").Add(explanation.Title);
        page.Write(writer);
    }
}
