namespace EcoCode.Cli.Verbs;

/// <summary>All verbs, in the order of the help.</summary>
internal static class VerbTable
{
    internal static IReadOnlyList<VerbEntry> All { get; } =
    [
        new("run", "Run a command and say what its whole process tree cost in energy, CO2e, water and money.", static () => new RunVerb()),
        new("monitor", "Watch running processes, with all that descends from them, until they end or Ctrl-C.", static () => new MonitorVerb()),
        new("dashboard", "Show where the watts go, live, or a run of the ledger.", static () => new DashboardVerb()),
        new("agent", "Measure this machine all the time, and serve what is found to Prometheus and its like.", static () => new AgentVerb()),
        new("runs", "List the runs in the ledger, newest first.", static () => new RunsVerb()),
        new("show", "Show a run of the ledger as its summary did.", static () => new ShowVerb()),
        new("compare", "Compare runs of the ledger with the first of them.", static () => new CompareVerb()),
        new("export", "Write runs of the ledger in a form that other programs read.", static () => new ExportVerb()),
        new("rename", "Give a run of the ledger another name.", static () => new RenameVerb()),
        new("tag", "Set or remove tags of a run of the ledger.", static () => new TagVerb()),
        new("delete", "Remove runs from the ledger.", static () => new DeleteVerb()),
        new("prune", "Remove old runs from the ledger.", static () => new PruneVerb()),
        new("grid", "Show the carbon intensity of a grid: now, in the next hours, and over a year.", static () => new GridVerb()),
        new("plan", "Find when, and where, to start for the least CO2e, cost or water.", static () => new PlanVerb()),
        new("doctor", "Say what is measured here, what is guessed and why, and what would mend it.", static () => new DoctorVerb()),
        new("config", "Show and change what `ecocode.json` says.", static () => new ConfigVerb()),
        new("explain", "Explain a problem by its code.", static () => new ExplainVerb()),
        new("completion", "Print a script that completes words for a shell.", static () => new CompletionVerb()),
        new("sidecar", "Measure the tree of a running program, which asks for its figures over a socket.", static () => new SidecarVerb(), Hidden: true),
        new("complete", "Complete the last word.", static () => new CompleteVerb(), Hidden: true),
    ];

    /// <summary>The verb of a name, or null.</summary>
    internal static VerbEntry? Find(string name)
    {
        foreach (VerbEntry entry in All)
        {
            if (entry.Name == name) return entry;
        }

        return null;
    }
}
