namespace EcoCode.Sensors.Rapl;

/// <summary>Which part of the hardware a RAPL counter covers.</summary>
internal enum RaplDomain
{
    /// <summary>A name that this version does not know.</summary>
    Unknown,

    /// <summary>A CPU package, or one die of it, with all that is inside.</summary>
    Package,

    /// <summary>The cores: inside the package.</summary>
    Core,

    /// <summary>Mostly the integrated graphics: inside the package.</summary>
    Uncore,

    /// <summary>The memory modules: beside the package.</summary>
    Dram,

    /// <summary>The platform, however much of it the board maker wired up: contains the packages.</summary>
    Psys,
}
