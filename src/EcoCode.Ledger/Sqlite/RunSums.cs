using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>Adds up runs from a time on.</summary>
internal static class RunSums
{
    /// <summary>How long before the time a run may have begun to be found. Without a bound every sum would read every run there ever was.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(31);

    /// <summary>Of a run that began before, the part of its figures that its time since is of its whole time.</summary>
    private const string Sum = """
        SELECT currency, count(*), sum(part * energy), sum(part * co2e), sum(part * CAST(cost AS REAL))
        FROM (
          SELECT currency, energy, co2e, cost, min(1.0, (started + 1e6 * duration - ?1) / max(1.0, 1e6 * duration)) AS part
          FROM run INDEXED BY run_by_time
          WHERE started >= ?2 AND (started >= ?1 OR started + 1e6 * duration > ?1)
        )
        GROUP BY currency
        """;

    internal static RunSum Since(Database database, DateTimeOffset since)
    {
        using Statement sums = database.Prepare(Sum).Bind(1, Instant.Of(since)).Bind(2, Instant.Of(since - LongestRun));
        (long runs, double microjoules, double grams) = (0, 0, 0);
        var costs = new List<Money>();
        while (sums.Step())
        {
            runs += sums.Integer(1);
            microjoules += sums.Real(2);
            grams += sums.Real(3);
            if (sums.TextOrNull(0) is { } currency) costs.Add(new Money((decimal)sums.Real(4), currency));
        }

        return new(runs, Energy.FromMicrojoules((long)Math.Round(microjoules)), grams, costs);
    }
}
