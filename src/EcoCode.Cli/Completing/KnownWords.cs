using EcoCode.Cli.Configuration;
using EcoCode.Impact;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;

namespace EcoCode.Cli.Completing;

/// <summary>The vocabulary of this user: the tables that ship with EcoCode, and the ledger.</summary>
internal static class KnownWords
{
    /// <summary>Of runs only the newest are offered; older ones are found by typing.</summary>
    private const int MostRuns = 50;

    internal static Vocabulary Here { get; } = new(
        () => ImpactModel.Shipped.Zones.Select(zone => new Candidate(zone)),
        () => FromLedger(ledger => ledger.List(new RunQuery { Limit = MostRuns }).Select(run => new Candidate(run.Id, run.Name)).Append(new("last"))),
        () => FromLedger(ledger => ledger.Projects().Select(project => new Candidate(project))));

    /// <summary>A ledger that is not there, or can't be used, has no words; completing is no place to complain, nor to make one.</summary>
    private static IReadOnlyList<Candidate> FromLedger(Func<IRunLedger, IEnumerable<Candidate>> words)
    {
        if (LedgerPath.Of(Configured.LedgerEnvironment) is not { } path || !File.Exists(path)) return [];
        try
        {
            using var ledger = SqliteLedger.Open(path);
            return [.. words(ledger)];
        }
        catch (LedgerException)
        {
            return [];
        }
    }
}
