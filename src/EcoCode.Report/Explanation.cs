namespace EcoCode.Report;

/// <summary>A problem at length: what the short message leaves out.</summary>
/// <param name="Code">The code, <c>ECOnnnn</c>.</param>
/// <param name="Title">What is wrong, in a few words: lower case, no full stop.</param>
/// <param name="Means">What it means for the run and its figures.</param>
/// <param name="Why">How it comes about.</param>
/// <param name="Fix">What can be done.</param>
public sealed record Explanation(string Code, string Title, string Means, string Why, string Fix);
