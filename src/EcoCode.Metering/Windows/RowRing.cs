namespace EcoCode.Metering.Windows;

/// <summary>Rows of numbers in the order of their times, as many as there is room for.</summary>
internal sealed class RowRing(int capacity)
{
    private long[] _times = new long[capacity];
    private long[] _values = [];
    private int[] _widths = new int[capacity];
    private int _stride;
    private int _first;

    internal int Count { get; private set; }

    internal bool IsFull => Count == _times.Length;

    internal long TimeOf(int index) => _times[At(index)];

    internal ReadOnlySpan<long> RowOf(int index) => _values.AsSpan(At(index) * _stride, _widths[At(index)]);

    internal void Clear() => (_first, Count) = (0, 0);

    internal void Add(long time, ReadOnlySpan<long> row)
    {
        Count++;
        _times[At(Count - 1)] = time;
        _widths[At(Count - 1)] = 0;
        ReplaceLast(row);
    }

    internal void ReplaceLast(ReadOnlySpan<long> row)
    {
        Reserve(row.Length);
        int at = At(Count - 1);
        _widths[at] = row.Length;
        row.CopyTo(_values.AsSpan(at * _stride));
    }

    internal void RemoveFirst()
    {
        _first = At(1);
        Count--;
    }

    /// <summary>Makes room for rows of a width.</summary>
    internal void Reserve(int width)
    {
        if (width > _stride) Arrange(_times.Length, width + 4);
    }

    /// <summary>Removes every second row, and never the last.</summary>
    internal void Thin()
    {
        int kept = 0;
        for (int i = (Count - 1) % 2; i < Count; i += 2, kept++) Move(i, kept);
        Count = kept;
    }

    internal void Grow(int capacity)
    {
        if (capacity > _times.Length) Arrange(capacity, _stride);
    }

    /// <summary>The last row that is not later than a moment; -1 where all are.</summary>
    internal int IndexAt(long moment)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (TimeOf(middle) <= moment) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    private int At(int index) => (_first + index) % _times.Length;

    private void Move(int from, int to)
    {
        (int source, int target) = (At(from), At(to));
        (_times[target], _widths[target]) = (_times[source], _widths[source]);
        _values.AsSpan(source * _stride, _widths[source]).CopyTo(_values.AsSpan(target * _stride));
    }

    private void Arrange(int rows, int stride)
    {
        long[] times = new long[rows], values = new long[rows * stride];
        int[] widths = new int[rows];
        for (int i = 0; i < Count; i++)
        {
            (times[i], widths[i]) = (TimeOf(i), _widths[At(i)]);
            RowOf(i).CopyTo(values.AsSpan(i * stride));
        }

        (_times, _values, _widths, _stride, _first) = (times, values, widths, stride, 0);
    }
}
