namespace EcoCode.Tui.Filter;

/// <summary>How a filter compares.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
