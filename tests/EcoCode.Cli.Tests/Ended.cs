namespace EcoCode.Cli.Tests;

/// <summary>A program that has ended, with all that it wrote.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error);
