namespace EcoCode.Tui.Rows;

/// <summary>A row in its place in the table.</summary>
/// <param name="Row">The row.</param>
/// <param name="Depth">How many rows it is below; 0 in a flat list.</param>
/// <param name="Branches">Of each level above its own, from the lowest bit on, whether a branch goes on below; of its own, whether it has a sibling further down.</param>
/// <param name="Fold">Whether rows are below it, and whether they are shown.</param>
/// <param name="Last">The end of the chain that the line stands for; the row itself where it stands for no other.</param>
/// <param name="InChain">Whether the line above it stands for a chain, so that it must be said whose own part it is.</param>
internal readonly record struct Line(Row Row, int Depth, ulong Branches, Fold Fold, Row Last, bool InChain)
{
    internal bool IsChain => Last != Row;

    /// <summary>What it is called where there is room for so many cells; of a chain, links in the middle are left out first.</summary>
    internal string Label(int width) => IsChain ? ChainText.Of(Row, Last, width)
        : this is { Depth: > 0, Row.Id.Kind: RowKind.Itself } ? InChain ? $"{Row.Command} (itself)" : "(itself)"
        : Row.Command;
}
