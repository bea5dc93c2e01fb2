using EcoCode.Quantities;
using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>A problem as text for people: what failed, why, the one thing to do, and where more is said.</summary>
public static class ProblemText
{
    /// <summary>Writes <c>error[ECO1003]: …</c> and, where they are known, <c>caused by: …</c> and <c>hint: …</c> below it, then what tells more.</summary>
    public static void Write(TextWriter writer, Note problem, SummaryStyle style, string? cause = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style);
        page.Paragraph($"error[{problem.Code}]: ", Ink.Bold, problem.Message, indent: 4);
        if (cause is not null) page.Paragraph("  caused by: ", Ink.Plain, cause, indent: 13);
        if (problem.Hint is { } hint) page.Paragraph("  hint: ", Ink.Plain, hint, indent: 8);
        page.Paragraph("  more: ", Ink.Plain, More(problem), indent: 8);
        page.Write(writer);
    }

    /// <summary>What tells more.</summary>
    internal static string More(Note problem) => $"ecocode explain {problem.Code}";
}
