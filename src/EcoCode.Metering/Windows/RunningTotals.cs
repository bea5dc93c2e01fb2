namespace EcoCode.Metering.Windows;

/// <summary>Totals as they were at the settlements of a run: the newest at each, older ones at fewer and fewer, in a memory that does not grow.</summary>
/// <remarks>
/// Between two rows a total lies on the straight line, rounded: never beyond the rows, and always the same at the same moment. Columns may be added;
/// before that they were zero.
/// </remarks>
internal sealed class RunningTotals
{
    /// <summary>The age from which on one row a second is enough.</summary>
    private const double OldEverySeconds = 1;

    private readonly long _second;
    private RowRing _recent = new(64);
    private RowRing _old = new(64);
    private long _start;
    private long _spacing;

    /// <param name="frequency">Units of time in a second.</param>
    internal RunningTotals(long frequency) => _spacing = _second = (long)(frequency * OldEverySeconds);

    /// <summary>The last row's time; the begin where there is none.</summary>
    internal long Last => _recent.Count > 0 ? _recent.TimeOf(_recent.Count - 1) : _start;

    /// <summary>The begin of all totals.</summary>
    internal long Start => _start;

    /// <summary>Begins: all totals are zero.</summary>
    internal void Begin(long now)
    {
        _recent.Clear();
        _old.Clear();
        (_start, _spacing) = (now, _second);
    }

    /// <summary>Keeps more rows from here on, for there is someone who may ask for them.</summary>
    internal void Keep(int rows)
    {
        _recent.Grow(rows);
        _old.Grow(rows);
    }

    /// <summary>Adds a row; not earlier than the last.</summary>
    internal void Add(long now, ReadOnlySpan<long> row)
    {
        if (_recent.IsFull) MakeOld();

        // So that no later tick has to make room.
        _old.Reserve(row.Length);
        _recent.Add(now, row);
    }

    /// <summary>Gives the last row more columns, if there is one.</summary>
    internal void ReplaceLast(ReadOnlySpan<long> row)
    {
        if (_recent.Count > 0) _recent.ReplaceLast(row);
    }

    /// <summary>The totals at a moment: those of the begin before it, and those of the last row after that.</summary>
    internal void Read(long at, Span<long> into)
    {
        if (_recent.Count > 0 && at >= _recent.TimeOf(0)) Between(_recent, _recent.IndexAt(at), _recent, at, into);
        else if (_old.Count > 0 && at >= _old.TimeOf(0)) Between(_old, _old.IndexAt(at), _old, at, into);
        else Between(_old, -1, _old, at, into);
    }

    private void Between(RowRing ring, int before, RowRing same, long at, Span<long> into)
    {
        // After the last old row comes the first recent one, and before the first of all the begin.
        (RowRing next, int after) = before + 1 < same.Count ? (same, before + 1) : ReferenceEquals(ring, _old) ? (_recent, 0) : (ring, before);
        if (next.Count == 0)
        {
            into.Clear();
            return;
        }

        long from = before >= 0 ? ring.TimeOf(before) : _start, to = next.TimeOf(after);
        ReadOnlySpan<long> low = before >= 0 ? ring.RowOf(before) : [], high = next.RowOf(after);
        for (int i = 0; i < into.Length; i++)
        {
            long start = i < low.Length ? low[i] : 0, end = i < high.Length ? high[i] : 0;
            into[i] = at >= to ? end : at <= from ? start : start + (long)Math.Round((end - start) * (double)(at - from) / (to - from));
        }
    }

    private void MakeOld()
    {
        if (_old.Count == 0 || _recent.TimeOf(0) - _old.TimeOf(_old.Count - 1) >= _spacing)
        {
            if (_old.IsFull)
            {
                _old.Thin();
                _spacing *= 2;
            }

            _old.Add(_recent.TimeOf(0), _recent.RowOf(0));
        }

        _recent.RemoveFirst();
    }
}
