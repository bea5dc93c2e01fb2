using System.Globalization;
using EcoCode.Cli.Measuring;

namespace EcoCode.Cli.Tests.Documents;

/// <summary>Exit codes in words.</summary>
internal static class ExitStatus
{
    internal static (string Code, string? Meaning)[] All { get; } =
    [
        (Code(ExitCodes.Done), "Done. Of `run`: what the command ended with, whatever it is; 128 + n where signal n ended it."),
        (Code(ExitCodes.Failed), "Something is not as it should be: `doctor` found a failure, or a file can't be written."),
        (Code(ExitCodes.Usage), "The words, the environment or the configuration are wrong; nothing was done. Not of `run`."),
        (Code(ExitCodes.NotNow), "`plan --exit-code`: another time or place is better than to start at once."),
        (Code(ExitCodes.NotStarted), "`run` could not start to measure, or its words are wrong; the command was not started."),
        (Code(ExitCodes.NotExecutable), "The command of `run` can't be executed."),
        (Code(ExitCodes.NotFound), "The command of `run` was not found."),
    ];

    private static string Code(int code) => code.ToString(CultureInfo.InvariantCulture);
}
