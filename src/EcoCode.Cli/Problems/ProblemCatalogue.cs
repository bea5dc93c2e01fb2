using System.Reflection;
using EcoCode.Report;

namespace EcoCode.Cli.Problems;

/// <summary>Every problem that EcoCode tells of, explained. The texts are the Markdown files in <c>Texts/</c>, a section for each code.</summary>
internal static class ProblemCatalogue
{
    private const string Folder = "problems/";
    private const string Heading = "## ";
    private const string Prefix = "ECO";

    /// <summary>All, in the order of their codes.</summary>
    internal static IReadOnlyList<Explanation> Read()
    {
        Assembly assembly = typeof(ProblemCatalogue).Assembly;
        var all = new List<Explanation>();
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal)) continue;
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            all.AddRange(Parse(text.ReadToEnd()));
        }

        return [.. all.OrderBy(explanation => explanation.Code, StringComparer.Ordinal)];
    }

    /// <summary>The code that was meant: <c>ECO1003</c>, <c>eco1003</c> or <c>1003</c>.</summary>
    internal static string Canonical(string typed)
    {
        string code = typed.Trim().ToUpperInvariant();
        return code.StartsWith(Prefix, StringComparison.Ordinal) ? code : Prefix + code;
    }

    /// <summary>Parses sections: a heading <c>## ECOnnnn title</c>, then paragraphs that begin with <c>Means:</c>, <c>Why:</c> and <c>Fix:</c>.</summary>
    internal static IEnumerable<Explanation> Parse(string markdown)
    {
        foreach (string section in ("\n" + markdown).Split("\n" + Heading).Skip(1))
        {
            string[] blocks = [.. section.Split("\n\n").Select(block => block.Trim().ReplaceLineEndings(" "))];
            int space = blocks[0].IndexOf(' ', StringComparison.Ordinal);
            if (space < 0) throw new FormatException($"the section `{blocks[0]}` has no title");
            yield return new Explanation(blocks[0][..space], blocks[0][(space + 1)..], Part(blocks, "Means: "), Part(blocks, "Why: "), Part(blocks, "Fix: "));
        }
    }

    private static string Part(string[] blocks, string lead)
        => Array.Find(blocks, block => block.StartsWith(lead, StringComparison.Ordinal))?[lead.Length..]
            ?? throw new FormatException($"the section `{blocks[0]}` lacks a paragraph `{lead}`");
}
