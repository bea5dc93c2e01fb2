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

    /// <summary>The minutes in which energy was used, in order.</summary>
    public IEnumerable<(DateTimeOffset Minute, Energy Energy)> Minutes
        => _minutes.Select(slot => (new DateTimeOffset(slot.Key * TimeSpan.TicksPerMinute, TimeSpan.Zero), Energy.FromMicrojoules(slot.Value)));

    /// <summary>Adds energy that was used evenly from one instant to another.</summary>
    /// <param name="from">The begin.</param>
    /// <param name="to">The end; where it is not after the begin, all was used at the begin.</param>
    /// <param name="energy">How much.</param>
    public void Add(DateTimeOffset from, DateTimeOffset to, Energy energy)
    {
        Total += energy;
        long begin = from.UtcTicks, end = Math.Max(to.UtcTicks, begin), given = 0;
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
