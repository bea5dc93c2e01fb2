namespace EcoCode.Tui.Rows;

/// <summary>What a row stands for.</summary>
public enum RowKind
{
    /// <summary>A process with all that descends from it.</summary>
    Process,

    /// <summary>What a process used itself, below the row of its whole tree.</summary>
    Itself,

    /// <summary>Processes of one name and one parent, which have no children.</summary>
    Group,

    /// <summary>Processes that are not shown one by one: those that ended a while ago, and those that were never seen.</summary>
    Gone,

    /// <summary>EcoCode itself.</summary>
    Own,

    /// <summary>What nobody is charged.</summary>
    Rest,
}
