using EcoCode.Host;
using EcoCode.Sensors.External.Interop;

namespace EcoCode.Sensors.External;

/// <summary>What a command prints, read to its end within a limit of time and size.</summary>
public static class CommandOutput
{
    /// <summary>A command that was killed may leave descendants for a while; those of this many commands are still known.</summary>
    private const int Remembered = 8;

    private static readonly Lock Guard = new();
    private static readonly Queue<SpawnedCommand> Commands = new(Remembered);

    /// <summary>Whether a process group is that of such a command, and none of what is measured. Thread-safe.</summary>
    public static bool Owns(int group)
    {
        lock (Guard)
        {
            foreach (SpawnedCommand command in Commands)
            {
                if (command.Owns(group)) return true;
            }

            return false;
        }
    }

    /// <summary>Runs a command once, with nothing on its input and its errors dropped. At the limit of time its whole process group is killed.</summary>
    /// <param name="command">Program, looked for in PATH, and its arguments.</param>
    /// <param name="limit">The most that it may take.</param>
    /// <param name="buffer">Takes the beginning of what it prints.</param>
    /// <param name="length">How much of <paramref name="buffer"/> is filled.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends it early, as the limit does.</param>
    /// <returns><see cref="ReadOutcome.Gone"/> when it can't be started, <see cref="ReadOutcome.Stale"/> when it was killed.</returns>
    public static ReadOutcome TryRead(IReadOnlyList<string> command, TimeSpan limit, Span<byte> buffer, out int length, TimeProvider time, CancellationToken cancel)
    {
        using var stop = new ManualResetEventSlim();
        using CancellationTokenRegistration registration = cancel.Register(stop.Set);
        using var spawned = new SpawnedCommand(command);
        lock (Guard)
        {
            if (Commands.Count == Remembered) Commands.Dequeue();
            Commands.Enqueue(spawned);
        }

        return spawned.TryRun(limit, time, stop, buffer, out length);
    }
}
