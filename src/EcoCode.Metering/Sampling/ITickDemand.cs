namespace EcoCode.Metering.Sampling;

/// <summary>Someone who now and then wants a tick beside those of the schedule.</summary>
public interface ITickDemand
{
    /// <summary>The time until a tick is wanted; zero or less is now, and <see cref="TimeSpan.MaxValue"/> is not at all.</summary>
    TimeSpan Due { get; }

    /// <summary>It is about to be taken.</summary>
    void Taking();
}
