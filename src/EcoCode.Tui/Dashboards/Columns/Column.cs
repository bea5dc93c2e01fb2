namespace EcoCode.Tui.Dashboards.Columns;

/// <summary>A column of the table, from left to right.</summary>
public enum Column
{
    Pid,
    Command,
    User,
    Cpu,
    Threads,
    Memory,
    Gpu,
    GpuMemory,
    Power,
    Energy,
    Co2e,
    Cost,
    Source,
    Trend,
}
