namespace EcoCode.Metering.Sampling;

/// <summary>Drives a meter in real time until what it measures is over.</summary>
/// <param name="meter">The meter, begun.</param>
/// <param name="interval">Time between ticks.</param>
/// <param name="governor">Makes ticks rarer where they would cost too much.</param>
/// <param name="ownCpuTime">CPU time of the thread that ticks, or of all.</param>
/// <param name="time">The clock.</param>
public sealed class Sampler(ISampled meter, TimeSpan interval, Governor governor, Func<TimeSpan> ownCpuTime, TimeProvider time)
{
    /// <summary>Ticks until it is over, then once more.</summary>
    /// <param name="wait">Sleeps for a time at most, and tells whether it was woken: when it may be over, so that the end is not waited for.</param>
    /// <param name="over">Whether it is.</param>
    /// <param name="ticked">Called after every tick.</param>
    /// <param name="demand">Wants ticks beside the schedule, which goes on as if there were none; what they cost does not count against the budget. The wait is woken when it does.</param>
    public void Run(Func<TimeSpan, bool> wait, Func<bool> over, Action ticked, ITickDemand? demand = null)
    {
        ArgumentNullException.ThrowIfNull(wait);
        ArgumentNullException.ThrowIfNull(over);
        ArgumentNullException.ThrowIfNull(ticked);
        TimeSpan spent = ownCpuTime(), step = interval;
        long last = time.GetTimestamp();
        TimeSpan due = step;
        while (!over())
        {
            TimeSpan wanted = demand?.Attend() ?? TimeSpan.MaxValue;
            if (wanted <= TimeSpan.Zero)
            {
                TimeSpan before = ownCpuTime();
                demand!.Taking();
                meter.Tick(last: false, step);
                ticked();
                spent += ownCpuTime() - before;
                continue;
            }

            TimeSpan left = due - time.GetElapsedTime(last);
            TimeSpan nap = left < meter.Horizon ? left : meter.Horizon;
            bool soon = wanted < nap;
            if (nap > TimeSpan.Zero && (wait(soon ? wanted : nap) || soon)) continue;
            left = due - time.GetElapsedTime(last);
            if (left > TimeSpan.FromMilliseconds(1))
            {
                // Woken early only to read the counters before they wrap.
                meter.ReadCounters();
                continue;
            }

            meter.Tick(last: false, step);
            step = governor.Next(ownCpuTime() - spent);
            ticked();

            // What is told of ticks goes by the second: rarer ticks would not make it less.
            spent = ownCpuTime();

            // The schedule is kept by the clock; after a stall it starts again instead of catching up with a burst.
            TimeSpan elapsed = time.GetElapsedTime(last);
            last += (long)(due.TotalSeconds * time.TimestampFrequency);
            due = elapsed - due < step ? step : elapsed - due + step;
        }

        meter.Tick(last: true, step);
    }
}
