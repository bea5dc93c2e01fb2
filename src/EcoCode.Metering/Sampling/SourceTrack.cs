using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Sampling;

/// <summary>Follows one source: turns its readings into energy, and keeps what that energy was shared out to.</summary>
public abstract class SourceTrack
{
    private protected SourceTrack(EnergySource source, TimeProvider time) => (Source, Time) = (source, time);

    /// <summary>The source.</summary>
    public EnergySource Source { get; }

    /// <summary>All energy seen since the start.</summary>
    public Energy Total { get; private protected set; }

    /// <summary>The tree's part.</summary>
    public Energy Tree { get; internal set; }

    /// <summary>The part of other processes, EcoCode's own included.</summary>
    public Energy Others { get; internal set; }

    /// <summary>EcoCode's own part of <see cref="Others"/>.</summary>
    public Energy Own { get; internal set; }

    /// <summary>The part that nobody is charged.</summary>
    public Energy Idle { get; internal set; }

    /// <summary>What happened to it.</summary>
    public TrackState State => new(Wraps, Resets, Failures, LastFailure, Missing, Uncertain);

    /// <summary>Who uses the GPU whose energy it is; <c>null</c> of anything else.</summary>
    public GpuTrack? Gpu { get; internal init; }

    /// <summary>The part of <see cref="Tree"/> that went by memory held on a GPU which others held as well.</summary>
    internal Energy TreeByGpuMemory { get; set; }

    /// <summary>Its power while nothing runs, under <see cref="Attribution.AttributionMode.Marginal"/>.</summary>
    internal Power Baseline { get; set; }

    /// <summary>Energy that was read and not yet shared out.</summary>
    internal Energy Pending { get; set; }

    /// <summary>Time of which no energy has been shared out.</summary>
    internal TimeSpan Unshared { get; set; }

    /// <summary>The longest time that may pass between two readings without loss.</summary>
    internal abstract TimeSpan Horizon { get; }

    /// <summary>Whether it gave a plausible reading the last time.</summary>
    internal bool Reads { get; private protected set; }

    /// <summary>Whether its first value is still to come: a meter behind a command answers when the command has.</summary>
    internal bool Awaited => !Reads && LastFailure == ReadOutcome.Stale && Total == Energy.Zero;

    private protected TimeProvider Time { get; }

    private protected int Wraps { get; set; }

    private protected int Resets { get; set; }

    private protected int Failures { get; set; }

    private protected ReadOutcome LastFailure { get; set; }

    private protected TimeSpan Missing { get; set; }

    private protected TimeSpan Uncertain { get; set; }

    /// <summary>Follows a source, whichever kind it is.</summary>
    /// <param name="source">The source.</param>
    /// <param name="time">The clock.</param>
    /// <param name="gpu">Who uses the GPU that it is of.</param>
    internal static SourceTrack Of(EnergySource source, TimeProvider time, GpuTrack? gpu = null)
        => source.Counter is { } counter ? new CounterTrack(source, counter, time) { Gpu = gpu } : new GaugeTrack(source, source.Gauge!, time) { Gpu = gpu };

    /// <summary>As it is now; what comes in later does not change it.</summary>
    internal SourceTrack Copy() => (SourceTrack)MemberwiseClone();

    /// <summary>Takes the first reading: a baseline, never consumption.</summary>
    internal abstract void Begin(long now);

    /// <summary>Takes a reading; what came in since the last one goes to <see cref="Pending"/>.</summary>
    /// <param name="now">Time stamp of this reading.</param>
    internal abstract void Advance(long now);

    /// <summary>Counts time that never came to be known, once no reading will follow.</summary>
    internal abstract void Finish(long now);

    /// <summary>Forgets all but the baseline, before it begins anew.</summary>
    internal void Forget()
    {
        (Total, Pending) = (Energy.Zero, Energy.Zero);
        (Wraps, Resets, Failures, LastFailure) = (0, 0, 0, ReadOutcome.Ok);
        (Missing, Uncertain, Unshared) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
    }

    private protected void Add(Energy energy)
    {
        Total += energy;
        Pending += energy;
    }

    private protected void Fail(ReadOutcome outcome)
    {
        Failures++;
        LastFailure = outcome;
        Reads = false;
    }
}
