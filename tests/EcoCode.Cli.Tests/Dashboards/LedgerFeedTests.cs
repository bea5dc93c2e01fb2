using System.Collections.Concurrent;
using EcoCode.Cli.Dashboards;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Cli.Tests.Ledgers;
using EcoCode.Metering.Budgets;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Cli.Tests.Dashboards;

/// <summary>What the dashboard is told of the ledger.</summary>
public sealed class LedgerFeedTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly LedgerFolder _folder = new();
    private readonly BlockingCollection<Message> _told = [];

    [Fact]
    public void Todays_runs_and_budgets_are_counted_at_once()
    {
        _folder.Run("run", "-qq", "--", "sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done");
        var budget = new PeriodBudget(BudgetPeriod.Day, BudgetKind.Energy, _folder.Runs()[0].EnergyJ.Joules, "J");
        Tally tally = Told(new PeriodBudgets([budget], []));
        Assert.Equal((1, _folder.Runs()[0].EnergyJ), (tally.Today!.Runs, tally.Today.EnergyJ));
        Assert.Equal(1, Assert.Single(tally.Budgets).Part, 6);
        Assert.Equal("ECO2106", Assert.Single(tally.Notes).Code);
    }

    [Fact]
    public void A_ledger_that_cannot_be_read_is_said_and_is_not_zero()
    {
        File.WriteAllText(_folder.File, "no ledger at all, and long enough to be looked at as one");
        Tally tally = Told(new PeriodBudgets([], []));
        Assert.Null(tally.Today);
        Assert.StartsWith("ECO50", Assert.Single(tally.Notes).Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_ledger_none_is_made()
    {
        Tally tally = Told(new PeriodBudgets([], [new("ECO6007", "wrong")]));
        Assert.Null(tally.Today);
        Assert.False(File.Exists(_folder.File));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _told.Dispose();
    }

    private Tally Told(PeriodBudgets budgets)
    {
        using (LedgerFeed.Start(_folder.File, budgets, TimeProvider.System, _told.Add))
        {
            Assert.True(_told.TryTake(out Message? message, Patience));
            return Assert.IsType<Message.Counted>(message).Tally;
        }
    }
}
