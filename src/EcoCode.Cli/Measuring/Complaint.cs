using EcoCode.Cli.Streams;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Measuring;

/// <summary>Says on standard error what is wrong.</summary>
internal static class Complaint
{
    /// <summary>Whether problems are written as JSON: once for the process, by its words, so that no verb can forget it.</summary>
    internal static bool AsJson { get; set; }

    /// <summary>Writes one error.</summary>
    internal static void Write(Note problem, OutputRequest? output, string? cause = null)
    {
        using StreamWriter error = StandardStream.Writer(StandardStream.Error);
        if (AsJson) ProblemJson.Write(error, problem, cause);
        else ProblemText.Write(error, problem, Display.Style(output?.Color ?? "auto", output?.Ascii ?? false), cause);
    }
}
