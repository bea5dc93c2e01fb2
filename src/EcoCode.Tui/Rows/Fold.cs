namespace EcoCode.Tui.Rows;

/// <summary>Whether a row has rows below it.</summary>
internal enum Fold
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>They are shown.</summary>
    Open,

    /// <summary>They are not.</summary>
    Closed,
}
