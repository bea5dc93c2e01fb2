using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Metering.Budgets;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Cli.Dashboards;

/// <summary>Tells every ten seconds what the runs of the ledger come to. Where there is no ledger it tells nothing, and makes none.</summary>
internal sealed class LedgerFeed : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly string? _path;
    private readonly PeriodBudgets _budgets;
    private readonly TimeProvider _time;
    private readonly Action<Message> _tell;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private bool _over;

    private LedgerFeed(string? path, PeriodBudgets budgets, TimeProvider time, Action<Message> tell)
    {
        (_path, _budgets, _time, _tell) = (path, budgets, time, tell);
        _timer = time.CreateTimer(_ => Count(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to count, on threads of the pool.</summary>
    /// <param name="path">The ledger; null where no home is known.</param>
    /// <param name="budgets">Budgets of days and months.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Gets the counts.</param>
    internal static LedgerFeed Start(string? path, PeriodBudgets budgets, TimeProvider time, Action<Message> tell) => new(path, budgets, time, tell);

    /// <summary>Counts no more. A count that goes on is waited for: nothing may be told later.</summary>
    public void Dispose()
    {
        lock (_lock) _over = true;
        _timer.Dispose();
    }

    private void Count()
    {
        lock (_lock)
        {
            if (_over) return;
            if (File.Exists(_path)) _tell(new Message.Counted(Tally(_path)));
            else if (_budgets.Problems.Count > 0) _tell(new Message.Counted(new Tally(null, [], _budgets.Problems)));
            _timer.Change(Pause, Timeout.InfiniteTimeSpan);
        }
    }

    private Tally Tally(string path)
    {
        try
        {
            using SqliteLedger ledger = SqliteLedger.Open(path);
            IReadOnlyList<PeriodUse> uses = _budgets.Use(ledger, _time);
            RunSum today = ledger.Sum(PeriodBudget.Begin(BudgetPeriod.Day, _time.GetUtcNow(), _time.LocalTimeZone));
            return new Tally(today, uses, [.. uses.Where(use => use.IsNear).Select(BudgetNotes.Period), .. _budgets.Problems]);
        }
        catch (LedgerException fault)
        {
            return new Tally(null, [], [fault.Problem, .. _budgets.Problems]);
        }
    }
}
