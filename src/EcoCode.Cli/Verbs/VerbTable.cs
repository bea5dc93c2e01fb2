namespace EcoCode.Cli.Verbs;

/// <summary>All verbs, in the order of the help.</summary>
internal static class VerbTable
{
    internal static IReadOnlyList<VerbEntry> All { get; } =
    [
        new("run", "Run a command and say what its whole process tree cost in energy, CO2e, water and money.", static () => new RunVerb()),
        new("monitor", "Watch running processes, with all that descends from them, until they end or Ctrl-C.", static () => new MonitorVerb()),
        new("config", "Show and change what `ecocode.json` says.", static () => new ConfigVerb()),
        new("explain", "Explain a problem by its code.", static () => new ExplainVerb()),
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
