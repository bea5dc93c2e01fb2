namespace EcoCode.Metering.Sampling;

/// <summary>Someone who now and then wants a tick beside those of the schedule.</summary>
public interface ITickDemand
{
    /// <summary>Does what needs no tick, and tells the time until one is wanted; called by the thread that ticks whenever it is awake.</summary>
    /// <returns>Zero or less is now, and <see cref="TimeSpan.MaxValue"/> is not at all.</returns>
    TimeSpan Attend();

    /// <summary>The tick is about to be taken.</summary>
    void Taking();
}
