namespace EcoCode.Tui.Dashboards;

/// <summary>How much of the dashboard a screen has room for.</summary>
internal enum Fit
{
    /// <summary>Nothing: it says how much it needs.</summary>
    TooSmall,

    /// <summary>The table alone.</summary>
    Table,

    /// <summary>Power in three lines, the table, one note.</summary>
    Compact,

    /// <summary>All panels.</summary>
    Full,
}
