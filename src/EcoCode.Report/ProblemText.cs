using EcoCode.Quantities;
using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>A problem as text for people: what failed, why, and the one thing to do.</summary>
public static class ProblemText
{
    /// <summary>Writes <c>error[ECO1003]: …</c> and, where they are known, <c>caused by: …</c> and <c>hint: …</c> below it.</summary>
    public static void Write(TextWriter writer, Note problem, SummaryStyle style, string? cause = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        page.Paragraph($"error[{problem.Code}]: ", Ink.Bold, problem.Message, indent: 4);
        if (cause is not null) page.Paragraph("  caused by: ", Ink.Plain, cause, indent: 13);
        if (problem.Hint is { } hint) page.Paragraph("  hint: ", Ink.Plain, hint, indent: 8);
        page.Write(writer);
    }
}
