namespace EcoCode.Report.Layout;

/// <summary>How a piece of text is set off, where colour is allowed.</summary>
internal enum Ink
{
    Plain,
    Bold,
    Dim,
    Warning,

    /// <summary>A figure that is less than the one it is compared with, beyond doubt.</summary>
    Less,

    /// <summary>A figure that is more.</summary>
    More,
}
