namespace EcoCode.Quantities;

/// <summary>Something the reader of a figure must know: what went wrong or was assumed, and what would mend it.</summary>
/// <param name="Code">Stable code, <c>ECOnnnn</c>; the same cause always has the same code.</param>
/// <param name="Message">What is so, in one sentence: lower case, no full stop, typeable things in backticks.</param>
/// <param name="Hint">One thing to do about it, or <c>null</c> when there is nothing to do.</param>
public sealed record Note(string Code, string Message, string? Hint = null);
