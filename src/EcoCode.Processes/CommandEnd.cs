namespace EcoCode.Processes;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; <c>null</c> when a signal ended it.</param>
/// <param name="Signal">The number of the signal that ended it, or <c>null</c>.</param>
public readonly record struct CommandEnd(int? ExitCode, int? Signal)
{
    /// <summary>What a shell would put into <c>$?</c>: the exit code, or 128 + the signal.</summary>
    public int ForShell => ExitCode ?? 128 + Signal.GetValueOrDefault();

    /// <summary>Decodes the status word of wait4(2).</summary>
    internal static CommandEnd FromStatus(int status)
        => (status & 0x7f) == 0 ? new CommandEnd((status >> 8) & 0xff, null) : new CommandEnd(null, status & 0x7f);
}
