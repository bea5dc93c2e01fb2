namespace EcoCode.Tui.Rows;

/// <summary>Where in the steps of a <see cref="Trend"/> time is.</summary>
/// <param name="Width">Length of a step.</param>
/// <param name="Elapsed">Time since the begin.</param>
internal readonly record struct TrendClock(TimeSpan Width, TimeSpan Elapsed)
{
    /// <summary>A minute in ten steps.</summary>
    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(6);

    /// <summary>Time in the step that is going on: from a little above 0 to <see cref="Width"/>.</summary>
    internal TimeSpan InStep
    {
        get
        {
            TimeSpan rest = TimeSpan.FromTicks(Elapsed.Ticks % Width.Ticks);
            return rest == TimeSpan.Zero ? Width : rest;
        }
    }

    /// <summary>The clock of snapshots that come so often.</summary>
    internal static TrendClock At(TimeSpan elapsed, TimeSpan interval) => new(interval > ShortestStep ? interval : ShortestStep, elapsed);

    /// <summary>The same clock at a later time, and how the time between lies over the steps.</summary>
    internal TrendClock Advance(TimeSpan elapsed, out TrendStride stride)
    {
        TrendClock next = this with { Elapsed = elapsed };
        int steps = (int)Math.Clamp(Step(elapsed) - Step(Elapsed), 0, Trend.Length);
        double interval = (elapsed - Elapsed).TotalSeconds;
        stride = steps == 0 || interval <= 0
            ? default
            : new TrendStride(steps, (Width - InStep).TotalSeconds / interval, Width.TotalSeconds / interval, next.InStep.TotalSeconds / interval);
        return next;
    }

    /// <summary>Mean power of a step, W.</summary>
    internal double Watts(in Trend trend, int step) => trend[step] / (step == Trend.Length - 1 ? InStep : Width).TotalSeconds;

    /// <summary>Mean power of about the last ten seconds, W: of the step that is going on and the whole one before it.</summary>
    internal double Recent(in Trend trend)
    {
        TimeSpan span = Elapsed < Width ? InStep : InStep + Width;
        return span > TimeSpan.Zero ? (trend[Trend.Length - 1] + trend[Trend.Length - 2]) / span.TotalSeconds : 0;
    }

    /// <summary>The end of a step still belongs to it.</summary>
    private long Step(TimeSpan elapsed) => (elapsed.Ticks + Width.Ticks - 1) / Width.Ticks;
}
