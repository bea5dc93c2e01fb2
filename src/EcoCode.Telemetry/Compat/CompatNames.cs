namespace EcoCode.Telemetry.Compat;

/// <summary>Other programs under whose names metrics are told as well, so that their dashboards go on working.</summary>
[Flags]
public enum CompatNames
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Scaphandre 1.0.</summary>
    Scaphandre = 1,

    /// <summary>Kepler 0.10 and later.</summary>
    Kepler = 2,
}
