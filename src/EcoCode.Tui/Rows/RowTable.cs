using EcoCode.Tui.Filter;

namespace EcoCode.Tui.Rows;

/// <summary>The lines of the table from top to bottom, of which a screen shows a part. Immutable.</summary>
internal sealed class RowTable
{
    /// <summary>Levels that have branches drawn; deeper rows stand at this depth.</summary>
    internal const int DeepestBranch = 40;

    /// <summary>Rows this deep stay folded: nothing of them would be seen, and who forks thousands deep would use up the stack.</summary>
    private const int DeepestOpen = 200;

    private readonly Forest _forest;
    private readonly TableSettings _settings;
    private readonly RowComparer _order;
    private readonly List<Line> _lines = [];
    private readonly Stack<List<Row>> _spare = [];
    private readonly HashSet<Row>? _passing;

    private RowTable(Forest forest, TableSettings settings)
    {
        (_forest, _settings) = (forest, settings);
        _order = new RowComparer(settings.Tree, settings.Order, settings.Reversed);
        if (settings.Tree && settings.Filter is { } filter) _passing = Passing(forest, filter);
    }

    internal static RowTable Empty { get; } = new(Forest.Empty, new());

    /// <summary>The lines.</summary>
    internal IReadOnlyList<Line> Lines => _lines;

    /// <summary>Power of what the filter hides, W.</summary>
    internal double HiddenWatts { get; private set; }

    /// <summary>The lines of a forest.</summary>
    internal static RowTable Of(Forest forest, TableSettings settings)
    {
        var table = new RowTable(forest, settings);
        if (settings.Tree) table.Grow();
        else table.List();
        return table;
    }

    /// <summary>Where a row is; -1 when it is not shown.</summary>
    internal int IndexOf(RowId id)
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            if (_lines[i].Row.Id == id) return i;
        }

        return -1;
    }

    private void List()
    {
        List<Row> rows = [.. _forest.All.Where(row => row.Children is null)];
        if (_settings.Filter is { } filter)
        {
            foreach (Row row in rows) HiddenWatts += filter.Passes(row) ? 0 : row.Watts;
            rows.RemoveAll(row => !filter.Passes(row));
        }

        rows.Sort(_order);
        foreach (Row row in rows) _lines.Add(new(row, 0, 0, Fold.None, row, InChain: false));
    }

    private void Grow()
    {
        foreach (Row row in _forest.All)
        {
            // A row that is shown for one below it shows the whole; hidden is only what hangs under no shown row.
            if (_passing is not null && row.Parent is null && !_passing.Contains(row)) HiddenWatts += row.Watts;
        }

        Show(_forest.Roots, 0, 0, inChain: false);
    }

    private void Show(List<Row> rows, int depth, ulong branches, bool inChain)
    {
        List<Row> ordered = _spare.TryPop(out List<Row>? spare) ? spare : [];
        foreach (Row row in rows)
        {
            if (_passing is null || _passing.Contains(row)) ordered.Add(row);
        }

        ordered.Sort(_order);
        for (int i = 0; i < ordered.Count; i++)
        {
            Row row = ordered[i];
            bool more = i + 1 < ordered.Count;
            ulong own = depth < DeepestBranch && more ? branches | (1UL << depth) : branches;
            Row last = Last(row);
            Fold fold = row.Children is null ? Fold.None : depth < DeepestOpen && last.Children is not null && _settings.IsOpen(row.Id) ? Fold.Open : Fold.Closed;
            _lines.Add(new(row, depth, own, fold, last, inChain));
            if (fold == Fold.Open) Show(last == row ? row.Children! : Below(row, last), depth + 1, own, inChain: last != row);
        }

        ordered.Clear();
        _spare.Push(ordered);
    }

    /// <summary>The end of the chain that a row is the begin of; the row itself where it is none, or its links are shown.</summary>
    private Row Last(Row row)
    {
        if (AreLinksShown(row)) return row;
        Row last = row;
        while (last.Link is { } next && _passing?.Contains(next) != false) last = next;
        return last;
    }

    private bool AreLinksShown(Row row)
    {
        if (_settings.Unlinked.IsEmpty) return false;
        for (Row? link = row; link is not null; link = link.Parent?.Link == link ? link.Parent : null)
        {
            if (_settings.Unlinked.Contains(link.Id)) return true;
        }

        return false;
    }

    /// <summary>What stands below a chain: what each of its links used itself, and what descends from the last.</summary>
    private static List<Row> Below(Row first, Row last)
    {
        var below = new List<Row>();
        for (Row link = first; link != last; link = link.Link!)
        {
            if (link.Children is [{ Id.Kind: RowKind.Itself } own, ..]) below.Add(own);
        }

        below.AddRange(last.Children!);
        return below;
    }

    /// <summary>Rows that pass, and those above them.</summary>
    private static HashSet<Row> Passing(Forest forest, RowFilter filter)
    {
        var passing = new HashSet<Row>();
        for (int i = forest.All.Count - 1; i >= 0; i--)
        {
            Row row = forest.All[i];
            bool passes = passing.Contains(row) || filter.Passes(row);
            if (!passes) continue;
            passing.Add(row);
            if (row.Parent is { } parent) passing.Add(parent);
        }

        return passing;
    }
}
