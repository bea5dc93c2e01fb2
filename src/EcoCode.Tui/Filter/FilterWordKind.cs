namespace EcoCode.Tui.Filter;

/// <summary>What a piece of a filter's text is.</summary>
internal enum FilterWordKind
{
    Word,
    Quoted,

    /// <summary>A quote that has no end.</summary>
    Unclosed,
    Comparison,
    And,
    Or,
    Not,
    Open,
    Close,
    End,
}
