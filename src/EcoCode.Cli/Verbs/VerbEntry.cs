namespace EcoCode.Cli.Verbs;

/// <summary>A verb in the table of all: made only when it is asked for, since every option costs some of the start.</summary>
/// <param name="Name">The word.</param>
/// <param name="Description">What it does, one sentence.</param>
/// <param name="Make">Makes it.</param>
/// <param name="Hidden">Whether it is for programs, and in no list.</param>
internal sealed record VerbEntry(string Name, string Description, Func<Verb> Make, bool Hidden = false);
