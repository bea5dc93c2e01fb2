using EcoCode.Cli.Streams;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Measuring;

/// <summary>Says on standard error what is wrong.</summary>
internal static class Complaint
{
    /// <summary>Writes one error.</summary>
    internal static void Write(Note problem, OutputRequest? output, string? cause = null)
    {
        using StreamWriter error = StandardStream.Writer(StandardStream.Error);
        ProblemText.Write(error, problem, Display.Style(output?.Color ?? "auto", output?.Ascii ?? false), cause);
    }
}
