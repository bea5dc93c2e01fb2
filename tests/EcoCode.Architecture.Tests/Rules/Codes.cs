using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>A code such as ECO1003 has one meaning, so one file says it.</summary>
internal static partial class Codes
{
    public static IEnumerable<string> SaidTwice(IEnumerable<SourceFile> files)
        => files.SelectMany(file => Code().Matches(file.Text).Select(match => (Code: match.Value, file.Path)))
            .Distinct()
            .GroupBy(said => said.Code, said => said.Path)
            .Where(said => said.Count() > 1)
            .Select(said => $"{said.Key} is said in {string.Join(" and in ", said)}");

    [GeneratedRegex(@"(?<="")ECO[0-9]{4}\b")]
    private static partial Regex Code();
}
