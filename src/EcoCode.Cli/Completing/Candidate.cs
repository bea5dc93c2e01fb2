namespace EcoCode.Cli.Completing;

/// <summary>A word that may stand here.</summary>
/// <param name="Word">The word.</param>
/// <param name="Description">What it is, for shells that show it; may be empty.</param>
internal sealed record Candidate(string Word, string Description = "");
