namespace EcoCode.Tui.Cells;

/// <summary>How characters stand out besides their colour.</summary>
[Flags]
public enum Emphasis : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>SGR 1.</summary>
    Bold = 1,

    /// <summary>SGR 2.</summary>
    Dim = 2,

    /// <summary>SGR 4.</summary>
    Underline = 4,

    /// <summary>SGR 7: foreground and background change places.</summary>
    Reverse = 8,
}
