using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Sqlite;

/// <summary>What the runs since a time amount to.</summary>
public sealed class RunSumsTests : IDisposable
{
    private static readonly DateTimeOffset Midnight = TemporaryLedger.Begin;

    private readonly TemporaryLedger _file = new();

    [Fact]
    public void Only_what_fell_after_the_time_counts()
    {
        using SqliteLedger ledger = _file.Open();
        ledger.Add(Run("r-1", begins: -7200, lasts: 3600, joules: 1000, grams: 10));   // over long before
        ledger.Add(Run("r-2", begins: -300, lasts: 400, joules: 4000, grams: 8));      // a quarter of it after midnight
        ledger.Add(Run("r-3", begins: 0, lasts: 50, joules: 20, grams: 1));
        ledger.Add(Run("r-4", begins: 60, lasts: 0, joules: 3, grams: 0.5));
        RunSum sum = ledger.Sum(Midnight);
        Assert.Equal((3, 1023.0), (sum.Runs, sum.EnergyJ.Joules));
        Assert.Equal(3.5, sum.Co2eG, 9);
    }

    [Fact]
    public void Costs_are_added_up_by_their_currency()
    {
        using SqliteLedger ledger = _file.Open();
        ledger.Add(Run("r-1", 0, 10, 1, 1, new RunCost(1.25m, "EUR", 0.31m, "--price")));
        ledger.Add(Run("r-2", -10, 20, 1, 1, new RunCost(3m, "EUR", 0.31m, "--price")));
        ledger.Add(Run("r-3", 5, 10, 1, 1, new RunCost(7m, "USD", 0.2m, "--price")));
        ledger.Add(Run("r-4", 5, 10, 1, 1, null));
        RunSum sum = ledger.Sum(Midnight);
        Assert.Equal(4, sum.Runs);
        Assert.Equal([new Money(2.75m, "EUR"), new Money(7m, "USD")], sum.Costs.OrderBy(cost => cost.Currency, StringComparer.Ordinal));
    }

    [Fact]
    public void Without_runs_it_is_nothing()
    {
        using SqliteLedger ledger = _file.Open();
        RunSum sum = ledger.Sum(Midnight);
        Assert.Equal((0, Energy.Zero, 0), (sum.Runs, sum.EnergyJ, sum.Co2eG));
        Assert.Empty(sum.Costs);
    }

    public void Dispose() => _file.Dispose();

    private static StoredRun Run(string id, double begins, double lasts, double joules, double grams, RunCost? cost = null)
    {
        StoredRun run = TemporaryLedger.Run(id, 0);
        return run with
        {
            Record = run.Record with
            {
                Run = run.Record.Run with { Started = Midnight.AddSeconds(begins), DurationS = lasts },
                Total = run.Record.Total with { EnergyJ = Energy.FromJoules(joules) },
                Impact = run.Record.Impact with { Co2eG = grams, Cost = cost },
            },
        };
    }
}
