using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Hwmon;

/// <summary>A <c>powerN_average</c> or <c>powerN_input</c> in microwatts; or a voltage and its current.</summary>
/// <remarks>Millivolts times milliamperes are microwatts.</remarks>
internal sealed class HwmonGauge(SensorId id, PseudoFile file, PseudoFile? current) : IPowerGauge
{
    /// <summary>10 kV, 10 kA: beyond any board, and far below where a product could overflow.</summary>
    private const long Absurd = 10_000_000;

    public SensorId Id { get; } = id;

    public ReadOutcome TryRead(out Power reading)
    {
        reading = Power.Zero;
        long factor = 1;
        ReadOutcome outcome = file.TryReadCount(out long value);
        if (outcome == ReadOutcome.Ok && current is not null)
        {
            outcome = current.TryReadCount(out factor);
            if (value > Absurd || factor > Absurd) outcome = ReadOutcome.Malformed;
        }

        if (outcome == ReadOutcome.Ok) reading = Power.FromMicrowatts(value * factor);
        return outcome;
    }
}
