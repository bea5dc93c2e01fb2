namespace EcoCode.Cli.Measuring;

/// <summary>Where JSON goes.</summary>
/// <param name="Wanted">Whether it is wanted at all.</param>
/// <param name="File">A path, <c>-</c> for standard output, or null for standard error in place of the summary.</param>
internal readonly record struct JsonTarget(bool Wanted, string? File)
{
    internal static JsonTarget None => default;

    internal static JsonTarget InsteadOfSummary => new(true, null);

    internal bool IsOutput => File == "-";

    internal static JsonTarget To(string file) => new(true, file);
}
