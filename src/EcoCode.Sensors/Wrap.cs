using EcoCode.Quantities;

namespace EcoCode.Sensors;

/// <summary>Arithmetic of counters that start again from zero.</summary>
public static class Wrap
{
    /// <summary>Energy between two readings of a counter, of which it may have wrapped once.</summary>
    /// <remarks>
    /// Neither more wraps nor a reset can be told from the readings alone: the caller holds the result against the device's ceiling
    /// and the time that passed. Never negative, not even for an earlier reading beyond the range.
    /// </remarks>
    /// <param name="before">The earlier reading.</param>
    /// <param name="after">The later reading.</param>
    /// <param name="wrapsAt">Where the counter starts again, as <see cref="IEnergyCounter.WrapsAt"/>.</param>
    public static Energy Delta(Energy before, Energy after, Energy wrapsAt)
        => after >= before ? after - before : Energy.Max(wrapsAt - before, Energy.Zero) + after;
}
