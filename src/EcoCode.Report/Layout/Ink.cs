namespace EcoCode.Report.Layout;

/// <summary>How a piece of text is set off, where colour is allowed.</summary>
internal enum Ink
{
    Plain,
    Bold,
    Dim,
    Warning,
}
