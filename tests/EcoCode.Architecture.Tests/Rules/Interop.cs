using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>The edge of managed code lies in folders named Interop, and nowhere else.</summary>
internal static partial class Interop
{
    public static IEnumerable<string> BrokenBy(SourceFile file)
        => file.Path.Contains("/Interop/", StringComparison.Ordinal)
            ? []
            : Edge().Matches(file.Code).Select(match => match.Value).Distinct().Select(word => $"{file.Path}: `{word}` outside Interop/");

    [GeneratedRegex(@"\b(?:unsafe|LibraryImport|DllImport)\b")]
    private static partial Regex Edge();
}
