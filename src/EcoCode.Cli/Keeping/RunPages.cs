using EcoCode.Ledger.Store;

namespace EcoCode.Cli.Keeping;

/// <summary>All runs of a ledger, page by page, so that a ledger of a million fits into memory.</summary>
internal static class RunPages
{
    private const int PageLength = 500;

    /// <summary>The rows that a query is met by, newest first, whatever its limit.</summary>
    internal static IEnumerable<RunRow> All(IRunLedger ledger, RunQuery query)
    {
        while (true)
        {
            IReadOnlyList<RunRow> page = ledger.List(query with { Limit = PageLength });
            foreach (RunRow row in page) yield return row;
            if (page.Count < PageLength) yield break;
            query = query with { After = page[^1].Id };
        }
    }
}
