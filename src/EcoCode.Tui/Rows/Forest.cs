using EcoCode.Metering.Snapshots;
using EcoCode.Processes;

namespace EcoCode.Tui.Rows;

/// <summary>All rows of one snapshot, as trees. The roots sum to the machine, to the microjoule. Immutable once built.</summary>
internal sealed class Forest
{
    private readonly Dictionary<ProcessKey, Row> _own;

    internal Forest(TrendClock clock, List<Row> roots, List<Row> all, Dictionary<ProcessKey, Row> own)
        => (Clock, Roots, All, _own) = (clock, roots, all, own);

    /// <summary>Nothing yet.</summary>
    internal static Forest Empty { get; } = new(TrendClock.At(TimeSpan.Zero, TimeSpan.Zero), [], [], []);

    /// <summary>Where in their steps the trends are.</summary>
    internal TrendClock Clock { get; }

    /// <summary>The rows that are part of no other.</summary>
    internal List<Row> Roots { get; }

    /// <summary>Every row, each before its children.</summary>
    internal List<Row> All { get; }

    /// <summary>Processes that are shown one by one, those included that ended just now.</summary>
    internal int Processes => _own.Count;

    /// <summary>The row with what a process used itself; null when it is not there.</summary>
    internal Row? OwnOf(ProcessKey key) => _own.GetValueOrDefault(key);

    /// <summary>The row of an id; null when it is not there.</summary>
    internal Row? Find(RowId id)
    {
        foreach (Row row in All)
        {
            if (row.Id == id) return row;
        }

        return null;
    }

    /// <summary>Grows the forest of a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="before">The forest of the snapshot before, whose trends go on.</param>
    /// <param name="since">The snapshot that energies are counted from; null for the begin.</param>
    /// <param name="rates">What energy means.</param>
    internal static Forest Of(MachineSnapshot snapshot, Forest before, MachineSnapshot? since, Rates rates)
        => new ForestGrowth(snapshot, before, since, rates).Grow();
}
