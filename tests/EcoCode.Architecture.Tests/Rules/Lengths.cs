namespace EcoCode.Architecture.Tests.Rules;

/// <summary>Files are short, so that each can be read in one go.</summary>
internal static class Lengths
{
    public const int Most = 400;
    public const int MostOfTheMedian = 90;
    public const int MostOfTheNinetiethPercentile = 250;

    public static IEnumerable<string> BrokenBy(SourceFile file)
        => file.LineCount > Most ? [$"{file.Path}: {file.LineCount} lines, more than {Most}"] : [];

    /// <summary>Median and 90th percentile of the files' line counts, by nearest rank.</summary>
    public static (int Median, int Ninetieth) Spread(IEnumerable<SourceFile> files)
    {
        int[] counts = [.. files.Select(file => file.LineCount).Order()];
        return (Rank(0.5), Rank(0.9));

        int Rank(double part) => counts[Math.Max(0, (int)Math.Ceiling(part * counts.Length) - 1)];
    }
}
