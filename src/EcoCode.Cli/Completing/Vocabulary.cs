using EcoCode.Cli.Configuration;

namespace EcoCode.Cli.Completing;

/// <summary>Words that are known only when they are asked for, by the name that an option or argument gives its value.</summary>
/// <param name="zones">Grid zones and cloud regions.</param>
/// <param name="runs">Runs in the ledger.</param>
/// <param name="projects">Projects in the ledger.</param>
internal sealed class Vocabulary(Func<IEnumerable<Candidate>> zones, Func<IEnumerable<Candidate>> runs, Func<IEnumerable<Candidate>> projects)
{
    /// <summary>The values that an option may have, as far as they can be listed.</summary>
    /// <param name="option">The name of the option, or of the argument.</param>
    /// <param name="valueName">What its help calls the value; choices are divided by bars.</param>
    internal IEnumerable<Candidate> Values(string option, string? valueName) => (option.TrimStart('-'), valueName) switch
    {
        (_, { } choices) when choices.Contains('|', StringComparison.Ordinal) => choices.Split('|').Select(choice => new Candidate(choice)),
        ("fix" or "unfix", { } only) => [new(only)],
        ("zone", _) => zones(),
        ("run" or "like", _) => runs(),
        ("key", _) => ConfigKeys.All.Select(key => new Candidate(key.Name, key.Description)),
        ("project", "name") => projects(),
        _ => [],
    };
}
