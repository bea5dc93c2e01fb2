using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>How a C# file is laid out.</summary>
internal static partial class Shape
{
    /// <summary>Projects whose folders need not be namespaces: EcoCode.Impact.Water would hide the quantity Water from the whole project.</summary>
    private static readonly string[] Flat = ["EcoCode.Impact"];

    public static IEnumerable<string> BrokenBy(SourceFile file)
    {
        int types = PublicType().Count(file.Code);
        if (types > 1) yield return $"{file.Path}: {types} public types in one file";

        string[] namespaces = [.. Namespace().Matches(file.Code).Select(match => match.Groups[1].Value)];
        if (namespaces.Length > 0 || AnyType().IsMatch(file.Code))
        {
            string expected = file.NamespaceOfFolder + ";";
            bool flat = Flat.Contains(file.Project) && namespaces is [var whole] && whole == file.Project + ";";
            if (!flat && (namespaces is not [var only] || only != expected)) yield return $"{file.Path}: not in `namespace {expected}`, as its folder says";
        }

        if (Region().IsMatch(file.Code)) yield return $"{file.Path}: #region";
        foreach (string line in file.Lines.Where(line => Disable().IsMatch(line) && !Reason().IsMatch(line)))
        {
            yield return $"{file.Path}: a warning disabled without a reason on its line: {line.Trim()}";
        }
    }

    private const string Modifiers = @"(?:(?:public|internal|sealed|static|abstract|readonly|partial|ref|unsafe|file) )*";
    private const string Kinds = "(?:class|struct|record|interface|enum|delegate) ";

    [GeneratedRegex("^public " + Modifiers + Kinds, RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex("^" + Modifiers + Kinds, RegexOptions.Multiline)]
    private static partial Regex AnyType();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+;?)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*#\s*region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^\s*#\s*pragma\s+warning\s+disable\b")]
    private static partial Regex Disable();

    [GeneratedRegex(@"//\s*\w")]
    private static partial Regex Reason();
}
