namespace EcoCode.Metering;

/// <summary>Why sampling stood still.</summary>
public enum GapKind
{
    /// <summary>The machine was suspended; durations do not include it.</summary>
    Suspend,

    /// <summary>EcoCode was stopped or starved. Counters went on, so that their energy is in the totals.</summary>
    Stall,

    /// <summary>The wall clock was set. Durations are by the monotonic clock and do not change.</summary>
    ClockStep,
}
