namespace EcoCode.Tui.Rows;

/// <summary>By what the table is sorted.</summary>
public enum RowOrder
{
    Power,
    Energy,
    Co2e,
    Cost,
    Cpu,
    Gpu,
    Pid,
    User,
    Command,
}
