using EcoCode.Metering.Snapshots;

namespace EcoCode.Tui.Past;

/// <summary>The power of the last hour, immutable: adding gives another one, which shares all but the newest block.</summary>
/// <remarks>Of fixed size: at most <see cref="MostBlocks"/> blocks of <see cref="BlockLength"/> moments of a second or longer, however often there are snapshots.</remarks>
internal sealed class PowerHistory
{
    internal const int BlockLength = 64, MostBlocks = 86;

    private static readonly TimeSpan ShortestMoment = TimeSpan.FromSeconds(1);

    private readonly Moment[][] _blocks;

    private PowerHistory(Moment[][] blocks, double peak)
    {
        _blocks = blocks;
        Peak = peak;
        foreach (Moment[] block in blocks) Count += block.Length;
    }

    internal static PowerHistory Empty { get; } = new([], 0);

    internal int Count { get; }

    /// <summary>The highest power of a moment since the begin, W.</summary>
    internal double Peak { get; }

    /// <summary>The newest; null when there is none.</summary>
    internal Moment? Last => _blocks.Length > 0 ? _blocks[^1][^1] : null;

    /// <summary>Moments by age, the oldest first.</summary>
    internal Moment this[int index]
    {
        get
        {
            // All blocks but the last are full.
            return _blocks[index / BlockLength][index % BlockLength];
        }
    }

    /// <summary>With what a snapshot showed. Snapshots of less than a second are put together.</summary>
    internal PowerHistory With(MachineSnapshot snapshot)
    {
        if (snapshot.Interval <= TimeSpan.Zero) return this;
        var joules = new double[snapshot.Sources.Count];
        for (int i = 0; i < joules.Length; i++) joules[i] = snapshot.Sources[i].Power.Watts * snapshot.Interval.TotalSeconds;
        return With(new Moment(snapshot.Elapsed, snapshot.Interval, snapshot.Taken, joules));
    }

    /// <summary>With one more moment.</summary>
    internal PowerHistory With(Moment moment)
    {
        Moment[]? newest = _blocks.Length > 0 ? _blocks[^1] : null;

        // What is nearer to a second without the next one counts as one: so none is shorter than two thirds of it.
        if (newest?[^1] is { } last && last.Span + (moment.Span / 2) < ShortestMoment)
        {
            Moment joined = last.Joined(moment);
            return new([.. _blocks.AsSpan(0, _blocks.Length - 1), [.. newest.AsSpan(0, newest.Length - 1), joined]], Math.Max(Peak, joined.TotalWatts));
        }

        double peak = moment.Span * 1.5 < ShortestMoment && Peak > 0 ? Peak : Math.Max(Peak, moment.TotalWatts);
        if (newest is { Length: < BlockLength }) return new([.. _blocks.AsSpan(0, _blocks.Length - 1), [.. newest, moment]], peak);
        int dropped = _blocks.Length == MostBlocks ? 1 : 0;
        return new([.. _blocks.AsSpan(dropped), [moment]], peak);
    }

    /// <summary>The moment at a time; the nearest one where there is none. Null only when there are none at all.</summary>
    internal Moment? At(TimeSpan elapsed) => Count == 0 ? null : this[Math.Min(FirstAfter(elapsed), Count - 1)];

    /// <summary>The first moment that ends at a time or later; <see cref="Count"/> when none does.</summary>
    internal int FirstAfter(TimeSpan elapsed)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (this[middle].End < elapsed) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Mean power of each source over columns of time.</summary>
    /// <param name="from">The begin of the first column.</param>
    /// <param name="width">How long a column is.</param>
    /// <param name="watts">By column and source; not a number where nothing is known.</param>
    /// <param name="sources">How many sources.</param>
    internal void Read(TimeSpan from, TimeSpan width, Span<double> watts, int sources)
    {
        int columns = watts.Length / Math.Max(1, sources), at = FirstAfter(from);
        for (int column = 0; column < columns; column++)
        {
            TimeSpan begin = from + (width * column), end = begin + width;
            Span<double> into = watts.Slice(column * sources, sources);
            into.Clear();
            double covered = 0;
            while (at < Count && this[at].End <= begin) at++;
            for (int i = at; i < Count && this[i].Begin < end; i++)
            {
                Moment moment = this[i];
                double overlap = (Earlier(end, moment.End) - Later(begin, moment.Begin)).TotalSeconds;
                covered += overlap;
                for (int source = 0; source < sources; source++) into[source] += moment.Watts(source) * overlap;
            }

            foreach (ref double source in into) source = covered > 0 ? source / covered : double.NaN;
        }
    }

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
