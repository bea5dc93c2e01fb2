namespace EcoCode.Tui.Filter;

/// <summary>What of a row a filter can ask for.</summary>
internal enum FilterField
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
