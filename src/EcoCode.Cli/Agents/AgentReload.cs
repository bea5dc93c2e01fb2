using EcoCode.Quantities;

namespace EcoCode.Cli.Agents;

/// <summary>What was found when everything was read anew.</summary>
/// <param name="Request">What is asked for now; null where it is wrong.</param>
/// <param name="Staying">Options that say something else than at the start and can't be taken over without a restart.</param>
/// <param name="Problem">What is wrong; null where nothing is.</param>
internal sealed record AgentReload(AgentRequest? Request, IReadOnlyList<string> Staying, Note? Problem)
{
    /// <summary>What is said of those that stay; null where all was taken over.</summary>
    internal Note? Stays => Staying.Count == 0 ? null : new Note(
        "ECO7011",
        $"{string.Join(", ", Staying.Select(name => $"`{name}`"))} {(Staying.Count == 1 ? "stays" : "stay")} as {(Staying.Count == 1 ? "it was" : "they were")} at the start: what {(Staying.Count == 1 ? "it says" : "they say")} now counts after a restart",
        "`systemctl restart ecocode-agent`");
}
