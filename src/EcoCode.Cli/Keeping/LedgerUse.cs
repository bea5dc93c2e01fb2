using EcoCode.Cli.Measuring;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Cli.Keeping;

/// <summary>Opens the ledger for a verb that reads it, and says what is wrong where that fails.</summary>
internal static class LedgerUse
{
    /// <summary>Does something with the ledger.</summary>
    /// <param name="use">What; gives the exit code.</param>
    internal static int With(Func<IRunLedger, int> use)
    {
        try
        {
            using IRunLedger ledger = OwnLedger.Open(TimeProvider.System);
            return use(ledger);
        }
        catch (LedgerException fault)
        {
            Complaint.Write(fault.Problem, null);
            return ExitCodes.Failed;
        }
    }

    /// <summary>Does something with one run.</summary>
    /// <param name="text">What the user called it.</param>
    /// <param name="use">What, with the ledger and the run's id; gives the exit code.</param>
    internal static int With(string text, Func<IRunLedger, string, int> use) => With(ledger =>
    {
        if (ledger.TryResolve(text, out string? id, out Note? problem)) return use(ledger, id);
        Complaint.Write(problem, null);
        return ExitCodes.Failed;
    });

    /// <summary>Does something with several runs, or with none when one of them can't be found.</summary>
    internal static int With(IReadOnlyList<string> texts, Func<IRunLedger, IReadOnlyList<string>, int> use) => With(ledger =>
    {
        var ids = new List<string>();
        foreach (string text in texts)
        {
            if (!ledger.TryResolve(text, out string? id, out Note? problem))
            {
                Complaint.Write(problem, null);
                return ExitCodes.Failed;
            }

            ids.Add(id);
        }

        return use(ledger, ids);
    });

    /// <summary>Reads a run that was there a moment ago.</summary>
    /// <exception cref="LedgerException">Someone has deleted it meanwhile.</exception>
    internal static StoredRun Read(IRunLedger ledger, string id, bool samples = false) => ledger.Load(id, samples) ?? throw Gone(id);

    /// <summary>What to throw where a run that was found is there no more.</summary>
    internal static LedgerException Gone(string id) => new(new Note("ECO5021", $"the run `{id}` was deleted meanwhile", "`ecocode runs` lists those there are"));
}
