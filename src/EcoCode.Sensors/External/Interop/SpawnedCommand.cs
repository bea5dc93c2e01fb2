using System.Collections;
using System.Runtime.InteropServices;
using EcoCode.Host;

namespace EcoCode.Sensors.External.Interop;

/// <summary>A command that can be run, one time after the other, with its output read within a time limit.</summary>
/// <remarks>
/// Not System.Diagnostics.Process: that one takes SIGCHLD over and reaps children, and with them the record of the CPU time of the
/// processes that are being measured. For the same reason another thread may reap the command first; so its exit status is not used,
/// and having no child to wait for is no error.
/// </remarks>
internal sealed unsafe class SpawnedCommand : IDisposable
{
    /// <summary>How long a stop may go unseen while the command runs.</summary>
    private const int SliceMilliseconds = 100;

    /// <summary>A command that was killed may leave descendants for a while; those of this many runs are still known.</summary>
    private const int GroupsRemembered = 64;

    private readonly NativeStrings _arguments;
    private readonly NativeStrings _environment;
    private readonly Lock _lock = new();
    private readonly int[] _groups = new int[GroupsRemembered];
    private int _started;

    /// <param name="command">Program, looked for in PATH, and its arguments.</param>
    internal SpawnedCommand(IReadOnlyList<string> command)
    {
        _arguments = new(command);
        _environment = new([.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}")]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _arguments.Dispose();
        _environment.Dispose();
    }

    /// <summary>Whether a process group is that of one of the last runs of the command. Thread-safe.</summary>
    internal bool Owns(int group)
    {
        // The lock is held while a command starts, so that even one that ends at once is known by the time it is asked for.
        lock (_lock) return Array.IndexOf(_groups, group) >= 0;
    }

    /// <summary>Runs the command until it has closed its output and ended, at most for a time; then its whole process group is killed.</summary>
    /// <param name="limit">The most that it may take.</param>
    /// <param name="time">The clock for it.</param>
    /// <param name="stop">Ends the run early when set.</param>
    /// <param name="output">Takes the beginning of what it prints.</param>
    /// <param name="length">How much of <paramref name="output"/> is filled.</param>
    /// <returns>
    /// <see cref="ReadOutcome.Gone"/> when it can't be started, <see cref="ReadOutcome.Stale"/> when it had to be killed before the
    /// end of its output.
    /// </returns>
    internal ReadOutcome TryRun(TimeSpan limit, TimeProvider time, ManualResetEventSlim stop, Span<byte> output, out int length)
    {
        length = 0;
        long start = time.GetTimestamp();
        int pid, pipe;
        lock (_lock)
        {
            if (!TryStart(out pid, out pipe)) return ReadOutcome.Gone;
            _groups[_started++ % GroupsRemembered] = pid;
        }

        int pidfd = Spawn.PidfdOpen(pid);
        bool isReaped = pidfd < 0 && Marshal.GetLastPInvokeError() == Spawn.NoProcess;
        try
        {
            bool isComplete = false;
            while (!isComplete && TryAwait(pipe, limit, start, time, stop)) isComplete = !TryDrain(pipe, output, ref length);

            // On a kernel without pidfds (before 5.3) a command that has closed its output is not given the time to end by itself.
            bool hasEnded = isComplete && (isReaped || (pidfd >= 0 && TryAwait(pidfd, limit, start, time, stop)));
            if (!hasEnded) _ = Spawn.Kill(-pid, Spawn.Kill9);
            Reap(pid);
            return isComplete ? ReadOutcome.Ok : ReadOutcome.Stale;
        }
        finally
        {
            _ = Spawn.Close(pipe);
            if (pidfd >= 0) _ = Spawn.Close(pidfd);
        }
    }

    /// <summary>Waits until a descriptor is readable; false when the time is up, or the run is to stop.</summary>
    private static bool TryAwait(int file, TimeSpan limit, long start, TimeProvider time, ManualResetEventSlim stop)
    {
        while (!stop.IsSet)
        {
            double left = (limit - time.GetElapsedTime(start)).TotalMilliseconds;
            if (left <= 0) return false;
            var entry = new Spawn.PollEntry { File = file, Events = Spawn.PollIn };
            if (Spawn.Poll(&entry, 1, (int)Math.Clamp(left, 1, SliceMilliseconds)) > 0) return true;
        }

        return false;
    }

    /// <summary>Reads what there is; false at the end of the output. What does not fit is read and dropped, so that the command never blocks.</summary>
    private static bool TryDrain(int pipe, Span<byte> output, ref int length)
    {
        byte* chunk = stackalloc byte[4096];
        nint read = Spawn.Read(pipe, chunk, 4096);
        if (read <= 0) return read < 0 && Marshal.GetLastPInvokeError() == Spawn.Interrupted;
        int fits = Math.Min((int)read, output.Length - length);
        new Span<byte>(chunk, fits).CopyTo(output[length..]);
        length += fits;
        return true;
    }

    private static void Reap(int pid)
    {
        int status;
        while (Spawn.Wait(pid, &status, 0, null) < 0 && Marshal.GetLastPInvokeError() == Spawn.Interrupted)
        {
        }
    }

    /// <summary>Starts the command in a process group of its own, with nothing on stdin and stderr, and a pipe on stdout.</summary>
    private bool TryStart(out int pid, out int readEnd)
    {
        (pid, readEnd) = (0, -1);
        int* ends = stackalloc int[2];
        if (Spawn.Pipe(ends, Spawn.CloseOnExec) != 0) return false;
        byte* actions = stackalloc byte[Spawn.OpaqueSize], attributes = stackalloc byte[Spawn.OpaqueSize], signals = stackalloc byte[Spawn.OpaqueSize];
        _ = Spawn.ActionsInit(actions);
        _ = Spawn.AttributesInit(attributes);
        fixed (byte* nothing = "/dev/null\0"u8)
        {
            _ = Spawn.ActionsDup(actions, ends[1], 1);
            _ = Spawn.ActionsOpen(actions, 0, nothing, Spawn.ReadOnly, 0);
            _ = Spawn.ActionsOpen(actions, 2, nothing, Spawn.WriteOnly, 0);
        }

        // The runtime ignores SIGPIPE, and what is ignored stays so in a child; a mask is passed on as well.
        _ = Spawn.SignalsEmpty(signals);
        _ = Spawn.AttributesMask(attributes, signals);
        _ = Spawn.SignalsAdd(signals, Spawn.BrokenPipe);
        _ = Spawn.AttributesDefault(attributes, signals);
        _ = Spawn.AttributesFlags(attributes, Spawn.SetProcessGroup | Spawn.SetSignalDefault | Spawn.SetSignalMask);
        int child;
        int error = Spawn.SpawnP(&child, _arguments.Pointers[0], actions, attributes, _arguments.Pointers, _environment.Pointers);
        _ = Spawn.ActionsDestroy(actions);
        _ = Spawn.AttributesDestroy(attributes);
        _ = Spawn.Close(ends[1]);
        if (error != 0)
        {
            _ = Spawn.Close(ends[0]);
            return false;
        }

        (pid, readEnd) = (child, ends[0]);
        return true;
    }
}
