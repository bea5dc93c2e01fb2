using EcoCode.Quantities;

namespace EcoCode.Metering.Budgets;

/// <summary>Compares a run with its budgets, tick by tick. A comparison without news allocates nothing.</summary>
/// <remarks>One thread compares; <see cref="Read"/> may be called by any.</remarks>
public sealed class BudgetWatch
{
    /// <summary>From this part of a limit on, it is said that the limit is near.</summary>
    public const double NearLimit = 0.8;

    /// <summary>A figure need not be in proportion to the energy; this much room is left when it is taken to be.</summary>
    private const double Room = 0.9;

    private readonly Lock _lock = new();
    private readonly Budget[] _budgets;
    private readonly double[] _used;
    private readonly bool[] _near;
    private readonly TimeSpan?[] _reached;
    private double _energy;

    /// <param name="budgets">At least one.</param>
    public BudgetWatch(IReadOnlyList<Budget> budgets)
    {
        ArgumentNullException.ThrowIfNull(budgets);
        _budgets = [.. budgets];
        _used = new double[_budgets.Length];
        _near = new bool[_budgets.Length];
        _reached = new TimeSpan?[_budgets.Length];
    }

    /// <summary>Compares; to be called again until it finds nothing new.</summary>
    /// <returns>A budget that is near its limit or has reached it since the last time; <c>null</c> when there is none.</returns>
    public BudgetUse? Compare(Energy soFar, TimeSpan elapsed)
    {
        lock (_lock)
        {
            _energy = soFar.Joules;
            for (int i = 0; i < _budgets.Length; i++)
            {
                double used = _used[i] = _budgets[i].Figure(soFar, elapsed), limit = _budgets[i].Limit;
                bool reached = used >= limit && _reached[i] is null;
                if (!reached && (_near[i] || used < limit * NearLimit)) continue;
                _near[i] = true;
                if (reached) _reached[i] = elapsed;
                return Use(i);
            }
        }

        return null;
    }

    /// <summary>Whether a budget may be near or reached when the energy is as much as this: then it should be told now.</summary>
    public bool MayTell(Energy most)
    {
        lock (_lock)
        {
            for (int i = 0; i < _budgets.Length; i++)
            {
                if (_budgets[i].Kind == BudgetKind.Time || _reached[i] is not null) continue;
                double next = _budgets[i].Limit * (_near[i] ? 1 : NearLimit);
                if (_energy <= 0 || _used[i] * most.Joules / _energy >= next * Room) return true;
            }
        }

        return false;
    }

    /// <summary>All budgets as they are now, in the order in which they were given.</summary>
    public IReadOnlyList<BudgetUse> Read()
    {
        lock (_lock)
        {
            var all = new BudgetUse[_budgets.Length];
            for (int i = 0; i < all.Length; i++) all[i] = Use(i);
            return all;
        }
    }

    private BudgetUse Use(int index) => new(_budgets[index], _used[index], _reached[index]);
}
