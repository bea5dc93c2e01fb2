using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Hwmon;

/// <summary>An <c>energyN_input</c>: microjoules since the driver was loaded, kept in 64 bits by the drivers that are used.</summary>
internal sealed class HwmonCounter(SensorId id, PseudoFile file) : IEnergyCounter
{
    public SensorId Id { get; } = id;

    public Energy WrapsAt => Energy.MaxValue;

    public ReadOutcome TryRead(out Energy reading)
    {
        ReadOutcome outcome = file.TryReadCount(out long microjoules);
        reading = Energy.FromMicrojoules(microjoules);
        return outcome;
    }
}
