using EcoCode.Host;
using EcoCode.Impact.Live;
using EcoCode.Sensors.External;

namespace EcoCode.Cli.Grid;

/// <summary>Runs the command of the provider <c>exec</c> so that the measured processes do not notice.</summary>
internal sealed class SpawnedRunner(TimeProvider time) : ICommandRunner
{
    /// <inheritdoc/>
    public CommandRead Run(IReadOnlyList<string> words, TimeSpan limit, Span<byte> buffer, out int length, CancellationToken cancel)
        => CommandOutput.TryRead(words, limit, buffer, out length, time, cancel) switch
        {
            ReadOutcome.Ok => CommandRead.Ok,
            ReadOutcome.Gone => CommandRead.NotFound,
            _ => CommandRead.TimedOut,
        };
}
