namespace EcoCode.Report;

/// <summary>How much a summary tells.</summary>
public enum Verbosity
{
    /// <summary>One line.</summary>
    Quiet,

    /// <summary>A screen.</summary>
    Normal,

    /// <summary>A screen, and for each source how it was read, from where, and how far it may be off.</summary>
    Verbose,
}
