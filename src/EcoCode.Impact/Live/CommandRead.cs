namespace EcoCode.Impact.Live;

/// <summary>What came of running a command.</summary>
public enum CommandRead
{
    /// <summary>It printed something, and ended.</summary>
    Ok,

    /// <summary>It could not be started.</summary>
    NotFound,

    /// <summary>It took too long, and was killed.</summary>
    TimedOut,
}
