namespace EcoCode.Sensors;

/// <summary>Where CPU energy is to come from.</summary>
public enum CpuPreference
{
    /// <summary>A sensor where one can be read, else a model.</summary>
    Auto,

    /// <summary>A sensor or nothing.</summary>
    Sensor,

    /// <summary>The model, even where there is a sensor.</summary>
    Model,
}
