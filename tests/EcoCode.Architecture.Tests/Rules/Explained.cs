using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>Every code that a source says is explained, and nothing is explained that no source says.</summary>
internal static partial class Explained
{
    public static IEnumerable<string> BrokenBy(IEnumerable<SourceFile> files, IEnumerable<string> texts)
    {
        string[] said = [.. files.SelectMany(file => Said().Matches(file.Text)).Select(match => match.Value).Distinct()];
        string[] explained = [.. texts.SelectMany(text => Headings().Matches(text)).Select(match => match.Value)];
        return
        [
            .. said.Except(explained).Select(code => $"{code} is said, and no section of src/EcoCode.Cli/Problems/Texts explains it"),
            .. explained.Except(said).Select(code => $"{code} is explained, and no source says it"),
            .. explained.GroupBy(code => code).Where(code => code.Count() > 1).Select(code => $"{code.Key} is explained twice"),
        ];
    }

    [GeneratedRegex(@"(?<="")ECO[0-9]{4}\b")]
    private static partial Regex Said();

    [GeneratedRegex("(?<=^## )ECO[0-9]{4}", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
