namespace EcoCode.Tui.Past;

/// <summary>What the sources showed over a stretch of time.</summary>
/// <param name="End">Its end, since the begin.</param>
/// <param name="Span">Its length.</param>
/// <param name="Taken">Its end by the wall clock.</param>
/// <param name="Joules">Energy by source, in the order of the snapshot's; sources that came later are not there yet.</param>
internal sealed record Moment(TimeSpan End, TimeSpan Span, DateTimeOffset Taken, double[] Joules)
{
    internal TimeSpan Begin => End - Span;

    /// <summary>Mean power of a source, W; 0 before it was there.</summary>
    internal double Watts(int source) => source < Joules.Length && Span > TimeSpan.Zero ? Joules[source] / Span.TotalSeconds : 0;

    /// <summary>Mean power of all, W.</summary>
    internal double TotalWatts
    {
        get
        {
            double joules = 0;
            foreach (double source in Joules) joules += source;
            return Span > TimeSpan.Zero ? joules / Span.TotalSeconds : 0;
        }
    }

    /// <summary>Both stretches as one; the other follows this one.</summary>
    internal Moment Joined(Moment next)
    {
        double[] joules = [.. next.Joules];
        for (int i = 0; i < Math.Min(joules.Length, Joules.Length); i++) joules[i] += Joules[i];
        return new(next.End, Span + next.Span, next.Taken, joules);
    }
}
