namespace EcoCode.Metering.Snapshots;

/// <summary>Whether a source is read.</summary>
public enum SourceState
{
    /// <summary>It gave a value at the last tick.</summary>
    Reading,

    /// <summary>Its first value is still to come.</summary>
    Awaited,

    /// <summary>It gave none at the last tick; it may come back.</summary>
    Lost,

    /// <summary>It was not trusted, and another source has taken its place.</summary>
    GivenUp,
}
