namespace EcoCode.Cli.Measuring.Predicting;

/// <summary>Where a command tells how far it is.</summary>
/// <param name="Pattern">A regular expression over what it writes to standard error, or null.</param>
/// <param name="File">A file that it writes, or null.</param>
internal sealed record ProgressSource(string? Pattern, string? File)
{
    /// <summary>The word for <see cref="Common"/>.</summary>
    internal const string Auto = "auto";

    /// <summary>What progress bars write: <c>37/100</c>, not within a path, a date or a decimal, and complete.</summary>
    internal const string Common = @"(?:^|[^\w./])(?<step>\d{1,12})\s*/\s*(?<of>\d{1,12})[^\w./]";

    /// <summary>What makes a value a pattern, and no path.</summary>
    private const string PatternSigns = @"([{\+^$|";

    /// <summary>Takes a value for what it is: <c>auto</c>, a pattern, or else a file; <c>file:</c> before it leaves no doubt.</summary>
    internal static ProgressSource Of(string text)
    {
        if (text == Auto) return new(Common, null);
        if (text.StartsWith("file:", StringComparison.Ordinal)) return new(null, text["file:".Length..]);
        return text.Any(PatternSigns.Contains) ? new(text, null) : new(null, text);
    }
}
