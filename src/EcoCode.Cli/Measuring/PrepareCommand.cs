using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Measuring;

/// <summary>Runs a command that makes the machine ready for a measured one, and waits until all of it has ended.</summary>
internal static class PrepareCommand
{
    private const int NotRun = 127;

    /// <summary>Runs it.</summary>
    /// <returns>Its exit code for the shell.</returns>
    internal static int Execute(CommandLine command)
    {
        using var changed = new Wakeup();
        using Reaper reaper = Reaper.Prepare(() => null, changed);
        using SignalForwarding signals = SignalForwarding.Start(OwnSignals.Ignored, reaper.Signal, alsoKeys: () => !reaper.Launching);
        if (reaper.Launch(command) != 0) return NotRun;
        while (!reaper.AllEnded) changed.Wait();
        return reaper.End is { } end ? end.ForShell : NotRun;
    }
}
