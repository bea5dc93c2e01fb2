using EcoCode.Processes;

namespace EcoCode.Tui.Rows;

/// <summary>Which row it is, over all snapshots.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Key">The process; of a group its parent.</param>
/// <param name="Name">The name that a group has in common; empty of all others.</param>
public readonly record struct RowId(RowKind Kind, ProcessKey Key, string Name)
{
    /// <summary>The row of a process.</summary>
    public static RowId Of(ProcessKey key) => new(RowKind.Process, key, "");

    /// <summary>A row of which there is one.</summary>
    public static RowId Of(RowKind kind) => new(kind, default, "");
}
