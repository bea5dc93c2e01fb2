namespace EcoCode.Tui.Looping;

/// <summary>Decides when a frame is due: at once after input, and no more often than so after data; and when time is told.</summary>
internal sealed class Pace(TimeProvider time, TimeSpan dataEvery, TimeSpan? tickEvery)
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan? _lastFrame;
    private TimeSpan _nextTick;
    private bool _changed;
    private bool _atOnce;

    /// <summary>Whether a change waits for its frame, so that further data need wake nobody.</summary>
    public bool IsHolding => _changed && !IsDue;

    /// <summary>Whether there is something to show, and it may be shown now.</summary>
    public bool IsDue => _changed && (_atOnce || _lastFrame is not { } last || Now - last >= dataEvery);

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Says that the model changed.</summary>
    public void Changed(bool byInput)
    {
        _changed = true;
        _atOnce |= byInput;
    }

    /// <summary>Says that a frame was drawn.</summary>
    public void Shown()
    {
        (_changed, _atOnce) = (false, false);
        _lastFrame = Now;
    }

    /// <summary>Whether a tick is due; then the next one is so much later, on the same grid.</summary>
    public bool TakeTick()
    {
        if (tickEvery is not { } every || Now < _nextTick) return false;
        long late = (Now - _nextTick).Ticks;
        _nextTick += TimeSpan.FromTicks(late - (late % every.Ticks)) + every;
        return true;
    }

    /// <summary>How long to wait for a frame or a tick; null is for ever.</summary>
    /// <param name="blocked">Whether no frame can be drawn for now.</param>
    public TimeSpan? UntilDue(bool blocked)
    {
        TimeSpan? frame = !_changed || blocked ? null : IsDue ? TimeSpan.Zero : _lastFrame!.Value + dataEvery - Now;
        TimeSpan? tick = tickEvery is null ? null : Positive(_nextTick - Now);
        return frame is { } soon && (tick is not { } next || soon < next) ? Positive(soon) : tick;
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
