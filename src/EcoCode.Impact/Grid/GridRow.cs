namespace EcoCode.Impact;

/// <summary>A row of data/grid-intensity.csv.</summary>
/// <remarks><c>Iso3</c> is ISO 3166-1 alpha-3 of the country, also on the rows of its states; empty for <c>WORLD</c> and <c>EU</c>.</remarks>
internal sealed record GridRow(string Zone, string Iso3, string Name, GridFigure Figure)
{
    /// <summary>The name without what only tells namesakes apart or orders a list: "Bahamas (the)" is also "Bahamas".</summary>
    public string ShortName => Name.AsSpan().IndexOfAny('(', ',') is > 0 and var cut ? Name[..cut].Trim() : Name;

    public bool IsSubdivision => Zone.Contains('-', StringComparison.Ordinal);
}
