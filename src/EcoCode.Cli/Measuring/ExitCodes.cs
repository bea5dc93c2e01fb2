namespace EcoCode.Cli.Measuring;

/// <summary>Exit codes of EcoCode's own; a command's are passed on unchanged.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;

    /// <summary>The words were right and it could not be done: no such run, no usable ledger, a file that can't be written; or <c>doctor</c> found a failure.</summary>
    internal const int Failed = 1;

    /// <summary>The words were wrong (any verb but <c>run</c>).</summary>
    internal const int Usage = 2;

    /// <summary>Another time or place is better than to start at once (<c>plan --exit-code</c>).</summary>
    internal const int NotNow = 3;

    /// <summary>Another sidecar has the name already.</summary>
    internal const int Taken = 3;

    /// <summary>EcoCode failed before the command was started, as for env(1), nohup(1) and timeout(1).</summary>
    internal const int NotStarted = 125;

    /// <summary>The command was found and can't be executed.</summary>
    internal const int NotExecutable = 126;

    /// <summary>There is no such command.</summary>
    internal const int NotFound = 127;
}
