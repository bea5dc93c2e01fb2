namespace EcoCode.Telemetry.Compat;

/// <summary>A zone of RAPL as Kepler calls it; GPUs have metrics of their own.</summary>
internal enum KeplerZone
{
    Package,
    Dram,
    Gpu,
}
