using EcoCode.Quantities;

namespace EcoCode.Impact.Course;

/// <summary>When an energy was used: a sum for each minute of the clock, so that a price or an intensity that changes is applied to what was used while it held.</summary>
/// <remarks>
/// Tariffs and intensities change at whole minutes. Energy that is added is taken as used evenly over its span, and split at the minutes
/// to the microjoule: the slots sum to what was added. A week takes 160 kB.
/// </remarks>
public sealed class EnergyCourse
{
    private readonly SortedDictionary<long, long> _minutes = [];

    /// <summary>All that was added.</summary>
    public Energy Total { get; private set; }

    /// <summary>The begin of the first span that was added; null while there is none.</summary>
    public DateTimeOffset? Begin { get; private set; }

    /// <summary>The end of the last span that was added; null while there is none.</summary>
    public DateTimeOffset? End { get; private set; }

    /// <summary>The minutes in which energy was used, in order.</summary>
    public IEnumerable<(DateTimeOffset Minute, Energy Energy)> Minutes
        => _minutes.Select(slot => (new DateTimeOffset(slot.Key * TimeSpan.TicksPerMinute, TimeSpan.Zero), Energy.FromMicrojoules(slot.Value)));

    /// <summary>The same, as the spans in which it was used: the first and the last minute count only as far as they were part of the course.</summary>
    /// <remarks>A run of ten seconds is not a minute: an intensity that begins with the run is not to be held against the seconds before it.</remarks>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To, Energy Energy)> Slots
    {
        get
        {
            foreach ((DateTimeOffset minute, Energy energy) in Minutes)
            {
                DateTimeOffset next = minute.AddMinutes(1);
                yield return (Begin > minute ? Begin.Value : minute, End < next ? End.Value : next, energy);
            }
        }
    }

    /// <summary>A copy that nothing is added to, for another thread to read.</summary>
    public EnergyCourse Copy()
    {
        var copy = new EnergyCourse { Total = Total, Begin = Begin, End = End };
        foreach ((long minute, long energy) in _minutes) copy._minutes[minute] = energy;
        return copy;
    }

    /// <summary>Adds energy that was used evenly from one instant to another.</summary>
    /// <param name="from">The begin.</param>
    /// <param name="to">The end; where it is not after the begin, all was used at the begin.</param>
    /// <param name="energy">How much.</param>
    public void Add(DateTimeOffset from, DateTimeOffset to, Energy energy)
    {
        Total += energy;
        long begin = from.UtcTicks, end = Math.Max(to.UtcTicks, begin), given = 0;
        if (Begin is not { } first || from < first) Begin = from.ToUniversalTime();
        if (End is not { } last || end > last.UtcTicks) End = new DateTimeOffset(end, TimeSpan.Zero);
        for (long minute = begin / TimeSpan.TicksPerMinute; ; minute++)
        {
            long until = Math.Min(end, (minute + 1) * TimeSpan.TicksPerMinute);
            // The running sum is rounded, not each part, so that the parts sum to the whole.
            long due = until >= end ? energy.Microjoules : (long)((Int128)energy.Microjoules * (until - begin) / (end - begin));
            _minutes[minute] = _minutes.GetValueOrDefault(minute) + due - given;
            given = due;
            if (until >= end) return;
        }
    }
}
