namespace EcoCode.Tui.Dashboards;

/// <summary>The panels of the screen.</summary>
[Flags]
public enum Panels
{
    None = 0,

    /// <summary>Power over time.</summary>
    Power = 1,

    /// <summary>Sources and totals.</summary>
    Sources = 2,

    /// <summary>The table.</summary>
    Processes = 4,

    /// <summary>Notes.</summary>
    Notes = 8,

    /// <summary>GPUs, device by device: only ever alone on the screen.</summary>
    Gpus = 16,

    /// <summary>Those that share the screen.</summary>
    All = Power | Sources | Processes | Notes,
}
