using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors;

/// <summary>A sensor that counts energy up since some moment of its own.</summary>
/// <remarks>Read by one thread at a time. A read allocates nothing and never throws.</remarks>
public interface IEnergyCounter
{
    /// <summary>Which sensor this is.</summary>
    SensorId Id { get; }

    /// <summary>The amount at which the counter starts again from zero; <see cref="Energy.MaxValue"/> if it never does.</summary>
    Energy WrapsAt { get; }

    /// <summary>Reads the counter. The value means something only as a difference to an earlier one.</summary>
    ReadOutcome TryRead(out Energy reading);
}
