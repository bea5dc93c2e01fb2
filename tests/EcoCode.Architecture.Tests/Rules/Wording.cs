using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>The repository speaks of itself alone: no path of the machines it was written on stands in it.</summary>
internal static partial class Wording
{
    public static IEnumerable<string> BrokenBy(string path, string text)
        => OfOneMachine().Matches(text).Select(match => $"{path}: `{match.Value}`").Distinct();

    [GeneratedRegex(@"(?<![\w.$}])/work/\w+|\.\./shared\b|/tmp/[w]/")]
    private static partial Regex OfOneMachine();
}
