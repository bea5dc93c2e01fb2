using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors;

/// <summary>A sensor that tells power at this moment; energy is integrated from it.</summary>
/// <remarks>Read by one thread at a time. A read allocates nothing and never throws.</remarks>
public interface IPowerGauge
{
    /// <summary>Which sensor this is.</summary>
    SensorId Id { get; }

    /// <summary>Reads the power of this moment.</summary>
    ReadOutcome TryRead(out Power reading);
}
