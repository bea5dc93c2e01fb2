namespace EcoCode.Tui.Filter;

/// <summary>What is wrong with a filter, and where.</summary>
/// <param name="Start">The first character that is wrong, from 0.</param>
/// <param name="Length">How many characters are; 0 at the end, where something is missing.</param>
/// <param name="Message">What is wrong, in one sentence: lower case, no full stop.</param>
public sealed record FilterFault(int Start, int Length, string Message);
