using EcoCode.Cli.Configuration;
using EcoCode.Cli.Streams;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Measuring;

/// <summary>Says on standard error what is wrong.</summary>
internal static class Complaint
{
    /// <summary>Whether problems are written as JSON: once for the process, by its words, so that no verb can forget it.</summary>
    internal static bool AsJson { get; set; }

    /// <summary>The values of options that came from files, so that a problem with one can name the line.</summary>
    internal static IReadOnlyList<Setting> Settings { get; set; } = [];

    /// <summary>Writes one error.</summary>
    internal static void Write(Note problem, OutputRequest? output, string? cause = null)
    {
        cause ??= Setter(problem);
        using StreamWriter error = StandardStream.Writer(StandardStream.Error);
        if (AsJson) ProblemJson.Write(error, problem, cause);
        else ProblemText.Write(error, problem, Display.Style(output?.Color ?? "auto", output?.Ascii ?? false), cause);
    }

    /// <summary>Where a value that the message quotes was set, if it was in a file.</summary>
    private static string? Setter(Note problem)
    {
        foreach (Setting setting in Settings)
        {
            if (problem.Message.Contains($"`{setting.Value}`", StringComparison.Ordinal)) return "it is the value of " + setting.Where;
        }

        return null;
    }
}
