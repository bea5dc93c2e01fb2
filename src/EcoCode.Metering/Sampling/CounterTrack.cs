using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Sampling;

/// <summary>Follows a counter through wraps, resets, gaps and standstill.</summary>
/// <remarks>
/// A counter goes on counting while it can't be read, so a gap is made good by the next reading if the difference is plausible.
/// What is not plausible (more than the device can draw) is taken for a reset or a jump: that time is missing, and nothing is invented.
/// </remarks>
internal sealed class CounterTrack(EnergySource source, IEnergyCounter counter, TimeProvider time) : SourceTrack(source, time)
{
    /// <summary>A device that is on moves its counter at least every few milliseconds; two seconds of standstill are a fault.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(2);

    /// <summary>Two readings may see the counter's own 1 ms updates up to this much apart, which bounds what a short interval may show.</summary>
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(10);

    private Energy _last;
    private long _lastTime;
    private long _movedTime;
    private bool _begun;

    /// <summary>Whether it moved since the start.</summary>
    internal bool Moved { get; private set; }

    /// <summary>The time after which the counter must have been read again, lest it wraps unseen; half of what its range lasts at full power.</summary>
    internal override TimeSpan Horizon => counter.WrapsAt == Energy.MaxValue || Source.Ceiling <= Power.Zero
        ? Source.ReadWithin ?? TimeSpan.MaxValue
        : TimeSpan.FromSeconds(counter.WrapsAt.Joules / Source.Ceiling.Watts / 2);

    internal override void Begin(long now)
    {
        (_lastTime, _movedTime) = (now, now);
        ReadOutcome outcome = counter.TryRead(out _last);
        _begun = Reads = outcome == ReadOutcome.Ok;
        if (!_begun) Fail(outcome);
    }

    internal override void Advance(long now)
    {
        ReadOutcome outcome = counter.TryRead(out Energy reading);
        if (outcome != ReadOutcome.Ok)
        {
            Fail(outcome);
            return;
        }

        Reads = true;
        TimeSpan since = Time.GetElapsedTime(_lastTime, now);
        if (_begun) Take(reading, since, now);
        else (Missing, _movedTime) = (Missing + since, now);
        (_begun, _last, _lastTime) = (true, reading, now);
    }

    internal override void Finish(long now)
    {
        TimeSpan still = Time.GetElapsedTime(_movedTime, now);
        if (still >= Standstill) Missing += still;
        else if (!Reads) Missing += Time.GetElapsedTime(_lastTime, now);
    }

    private void Take(Energy reading, TimeSpan since, long now)
    {
        bool backwards = reading < _last;
        Energy wrapsAt = counter.WrapsAt;
        bool plausible = !backwards || (wrapsAt != Energy.MaxValue && _last <= wrapsAt);
        Energy delta = plausible ? Wrap.Delta(_last, reading, wrapsAt) : Energy.Zero;
        plausible &= delta.Joules <= Source.Ceiling.Watts * (since + Jitter).TotalSeconds;
        if (!plausible)
        {
            Resets++;
            Missing += since;
            _movedTime = now;
            return;
        }

        if (backwards) Wraps++;
        if (since / 2 > Horizon) Uncertain += since;
        if (delta == Energy.Zero) return;
        Moved = true;
        _movedTime = now;
        Add(delta);
    }
}
