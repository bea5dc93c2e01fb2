namespace EcoCode.Metering.Sampling;

/// <summary>What a sampler drives.</summary>
public interface ISampled
{
    /// <summary>Sensors must be read at least this often, however rare the ticks are.</summary>
    TimeSpan Horizon { get; }

    /// <summary>Reads the sensors only, so that no counter wraps unseen, and no change of power is missed, between two ticks.</summary>
    void ReadCounters();

    /// <summary>Reads everything and shares out what came in since the last time.</summary>
    /// <param name="last">True at the end: nothing is left pending.</param>
    /// <param name="expected">The time since the last tick that was planned; a much longer one is noted as a stall.</param>
    void Tick(bool last, TimeSpan expected);
}
