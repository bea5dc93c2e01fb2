namespace EcoCode.Impact.Live;

/// <summary>Runs commands, which is a matter of the operating system.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a command to its end.</summary>
    /// <param name="words">Program and arguments.</param>
    /// <param name="limit">The most that it may take.</param>
    /// <param name="buffer">Takes the beginning of what it prints.</param>
    /// <param name="length">How much of <paramref name="buffer"/> is filled.</param>
    /// <param name="cancel">Ends it early.</param>
    CommandRead Run(IReadOnlyList<string> words, TimeSpan limit, Span<byte> buffer, out int length, CancellationToken cancel);
}
