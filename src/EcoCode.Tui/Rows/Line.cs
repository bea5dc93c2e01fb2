namespace EcoCode.Tui.Rows;

/// <summary>A row in its place in the table.</summary>
/// <param name="Row">The row.</param>
/// <param name="Depth">How many rows it is below; 0 in a flat list.</param>
/// <param name="Branches">Of each level above its own, from the lowest bit on, whether a branch goes on below; of its own, whether it has a sibling further down.</param>
/// <param name="Fold">Whether rows are below it, and whether they are shown.</param>
internal readonly record struct Line(Row Row, int Depth, ulong Branches, Fold Fold);
