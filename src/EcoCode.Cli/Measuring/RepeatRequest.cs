using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Measuring;

/// <summary>How often what is to be run.</summary>
/// <param name="Runs">Runs of each command that count.</param>
/// <param name="Warmup">Runs of each command before them, which don't.</param>
/// <param name="Prepare">What is run before each run, unmeasured; null for nothing.</param>
/// <param name="IgnoreFailure">Whether a command may fail.</param>
internal sealed record RepeatRequest(int Runs, int Warmup, CommandLine? Prepare, bool IgnoreFailure);
