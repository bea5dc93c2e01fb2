using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>The repository speaks of itself alone: no folder where somebody keeps a working copy stands in it.</summary>
/// <remarks>Such folders are what is in anybody's home, and, whatever its name, the place where the tests were built.</remarks>
internal static partial class Wording
{
    /// <summary>Top folders that every machine has, after the Filesystem Hierarchy Standard 3.0: paths in them are no one's.</summary>
    private static readonly HashSet<string> Everywhere = new(StringComparer.Ordinal) { "/", "/mnt", "/opt", "/srv", "/tmp", "/usr", "/usr/src", "/var", "/var/tmp" };

    /// <summary>The places of one machine that a text names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it says.</param>
    /// <param name="root">The folder of this working copy.</param>
    public static IEnumerable<string> BrokenBy(string path, string text, string root)
    {
        root = Path.TrimEndingDirectorySeparator(root);
        string around = Path.GetDirectoryName(root) is { } parent && !Everywhere.Contains(parent) ? parent : root;
        return OfSomebody().Matches(text)
            .Concat(Regex.Matches(text, $@"(?<![\w.$}}/-]){Regex.Escape(around)}(?:[/\\]\w+|(?![\w.-]))"))
            .Select(match => $"{path}: `{match.Value}`")
            .Distinct();
    }

    [GeneratedRegex(@"(?<![\w.$}/])(?:/(?:home|root|Users)/\w+|[A-Za-z]:(?<separator>/|\\{1,2})Users\k<separator>\w+)")]
    private static partial Regex OfSomebody();
}
