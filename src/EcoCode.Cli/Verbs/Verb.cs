using System.CommandLine;
using EcoCode.Cli.Measuring;

namespace EcoCode.Cli.Verbs;

/// <summary>A verb of the command line: the words it understands, and what it does.</summary>
internal abstract class Verb
{
    /// <summary>The options: those that environment and configuration may give, and that mistakes are compared with.</summary>
    internal virtual IReadOnlyList<Option> Options => [];

    /// <summary>The switch that has configuration left out, for a verb that takes its options from there, too; else null.</summary>
    internal virtual Option? Unconfigured => null;

    /// <summary>The line of usage for the help where the parser's own would mislead, or null.</summary>
    internal virtual string? Usage => null;

    /// <summary>What a mistake in the words ends with.</summary>
    internal virtual int MistakeCode => ExitCodes.Usage;

    /// <summary>Takes from the words after the verb what is not for the parser, and gives back the rest.</summary>
    internal virtual IReadOnlyList<string> Take(IReadOnlyList<string> words) => words;

    /// <summary>How many of the words after the verb name a verb below it whose options these are; what environment and configuration give goes behind them.</summary>
    internal virtual int Leading => 0;

    /// <summary>Words that the parser took and that are no words of ours.</summary>
    internal virtual IEnumerable<string> Strays(ParseResult parsed) => [];

    /// <summary>The verb for the parser.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, one sentence.</param>
    internal abstract Command Create(string name, string description);
}
