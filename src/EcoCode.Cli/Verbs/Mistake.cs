using System.CommandLine.Parsing;
using EcoCode.Quantities;

namespace EcoCode.Cli.Verbs;

/// <summary>Words the parser's errors as ours.</summary>
internal static class Mistake
{
    /// <summary>A mistake on the command line.</summary>
    internal static Note Of(ParseError error)
    {
        string message = error.Message.TrimEnd('.').Replace('\'', '`');
        return new Note("ECO4007", char.ToLowerInvariant(message[0]) + message[1..], "`ecocode --help` and `ecocode run --help` list what there is");
    }
}
