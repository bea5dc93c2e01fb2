namespace EcoCode.Telemetry.Local;

/// <summary>What came of a request.</summary>
public enum LocalOutcome
{
    /// <summary>There is a result.</summary>
    Answered,

    /// <summary>The server says why there is none.</summary>
    Refused,

    /// <summary>No answer in time. The connection is of no use any more, for the answer may still come.</summary>
    TooLate,

    /// <summary>The server is gone, or does not speak this protocol.</summary>
    Gone,
}
