using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>The repository speaks of itself alone: no folder where somebody keeps a working copy stands in it.</summary>
internal static partial class Wording
{
    public static IEnumerable<string> BrokenBy(string path, string text)
        => OfOneMachine().Matches(text).Select(match => $"{path}: `{match.Value}`").Distinct();

    [GeneratedRegex(@"(?<![\w.$}/])/(?:home|root|Users|work|workspace|builds)/\w+")]
    private static partial Regex OfOneMachine();
}
