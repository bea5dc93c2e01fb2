namespace EcoCode.Cli.Measuring;

/// <summary>Where CPU energy is to come from.</summary>
internal enum CpuSource
{
    /// <summary>A sensor where one can be read, else a model.</summary>
    Auto,

    /// <summary>A sensor or nothing.</summary>
    Sensor,

    /// <summary>The model, even where there is a sensor.</summary>
    Model,
}
