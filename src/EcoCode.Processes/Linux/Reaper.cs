using EcoCode.Host;
using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>Starts a command and waits for it and for all of its descendants that are handed to this process, adding up their CPU time.</summary>
/// <remarks>
/// wait4(2) tells a child's CPU time together with that of all the children it had waited for, exactly. As a subreaper
/// (prctl(2)) this process inherits orphans, so that daemons that fork twice are counted as well. What it can't tell: children
/// that nobody waits for because SIGCHLD is ignored; for those there is <see cref="ITreeClock"/>. One thread does all of it,
/// since perf counters and cgroups of version 1 go from a thread to what it forks.
/// </remarks>
public sealed class Reaper : IDisposable
{
    private const int MostRemembered = 4096;

    private readonly Func<int, bool>? _foreignGroup;
    private readonly ManualResetEvent _prepared = new(false);
    private readonly ManualResetEvent _launchAsked = new(false);
    private readonly ManualResetEvent _launched = new(false);
    private readonly Wakeup _changed;
    private readonly Lock _lock = new();
    private readonly Queue<ReapedChild> _reaped = new();
    private readonly List<int> _early = [];
    private CommandLine? _command;
    private int _standardError;
    private string? _variable;
    private TimeSpan _cpuTime;
    private int _launchError;
    private bool _allEnded;
    private bool _over;
    private CommandEnd? _end;

    private Reaper(Wakeup changed, Func<int, bool>? foreignGroup)
    {
        _changed = changed;
        _foreignGroup = foreignGroup;
    }

    /// <summary>Whether the start of the command has begun: from then on it is in the process group, and gets what the terminal sends.</summary>
    public bool Launching { get; private set; }

    /// <summary>The command's process; 0 before it is started.</summary>
    public int Pid { get; private set; }

    /// <summary>The clock of the whole tree that could be had, or null.</summary>
    public ITreeClock? Clock { get; private set; }

    /// <summary>How the command ended; null while it runs.</summary>
    public CommandEnd? End
    {
        get
        {
            lock (_lock) return _end;
        }
    }

    /// <summary>Whether the command and all of its descendants have ended.</summary>
    public bool AllEnded
    {
        get
        {
            lock (_lock) return _allEnded;
        }
    }

    /// <summary>CPU time of all that was reaped.</summary>
    internal TimeSpan CpuTime
    {
        get
        {
            lock (_lock) return _cpuTime;
        }
    }

    /// <summary>Makes this process ready to start a command: becomes subreaper and opens the best tree clock there is.</summary>
    /// <param name="openClock">Opens a tree clock; called on the thread that will start the command.</param>
    /// <param name="changed">Set when the command ends, and when all descendants have.</param>
    /// <param name="foreignGroup">Tells process groups of children that are EcoCode's own; they are reaped and not counted.</param>
    public static Reaper Prepare(Func<ITreeClock?> openClock, Wakeup changed, Func<int, bool>? foreignGroup = null)
    {
        var reaper = new Reaper(changed, foreignGroup);
        var thread = new Thread(() => reaper.Run(openClock), 256 * 1024) { IsBackground = true, Name = "reaper" };
        thread.Start();
        reaper._prepared.WaitOne();
        return reaper;
    }

    /// <summary>Starts the command. To be called once.</summary>
    /// <param name="command">The command.</param>
    /// <param name="error">What stands between its standard error and this process's; null for nothing. Begins to copy when the command is there.</param>
    /// <param name="variable">A variable of its environment beside those of this process, <c>NAME=value</c>, or null.</param>
    /// <returns>0, or the errno that says why it could not be started.</returns>
    public int Launch(CommandLine command, ErrorCopy? error = null, string? variable = null)
    {
        (_command, _standardError, _variable) = (command, error?.Descriptor ?? -1, variable);
        _launchAsked.Set();
        _launched.WaitOne();
        if (_launchError == 0) error?.Start();
        return _launchError;
    }

    /// <summary>Sends a signal to the command, unless it has ended and was reaped. One that comes before the command is there waits for it.</summary>
    public void Signal(int signal)
    {
        lock (_lock)
        {
            if (_end is not null) return;
            if (Pid > 0) _ = Libc.Kill(Pid, signal);
            else _early.Add(signal);
        }
    }

    /// <summary>Stops telling of changes. Children are reaped as long as there are any.</summary>
    public void Dispose()
    {
        lock (_lock) _over = true;
        Clock?.Dispose();
        _prepared.Dispose();
        _launchAsked.Dispose();
        _launched.Dispose();
    }

    /// <summary>Takes the next child that was reaped, oldest first.</summary>
    internal bool TryTake(out ReapedChild child)
    {
        lock (_lock) return _reaped.TryDequeue(out child);
    }

    private void Run(Func<ITreeClock?> openClock)
    {
        Interop.Spawn.StopIgnoringChildren();
        _ = Libc.ProcessControl(Libc.SetChildSubreaper, 1, 0, 0, 0);
        Clock = openClock();
        _prepared.Set();
        _launchAsked.WaitOne();
        Clock?.Enter();
        Launching = true;
        _launchError = Linux.Launch.Start(_command!, out int pid, _standardError, _variable);
        lock (_lock)
        {
            Pid = pid;
            if (_launchError == 0) _early.ForEach(signal => Libc.Kill(pid, signal));
        }

        Clock?.Leave();
        _launched.Set();
        if (_launchError == 0) Reap();
    }

    private void Reap()
    {
        // With the ended child kept (WNOWAIT) its clock can be read once more before it is gone.
        while (true)
        {
            if (Libc.WaitId(Libc.AllType, 0, out Libc.SignalInfo info, Libc.WaitExited | Libc.WaitKeep) != 0)
            {
                if (System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.Interrupted) continue;
                break;
            }

            bool foreign = _foreignGroup?.Invoke(Libc.GetProcessGroupOf(info.Pid)) == true;
            _ = PidClock.TryRead(info.Pid, out TimeSpan own);
            lock (_lock)
            {
                if (Libc.Wait4(info.Pid, out int status, Libc.WaitNoHang, out Libc.ResourceUsage usage) != info.Pid || foreign) continue;
                _cpuTime += usage.CpuTime;

                // Only the processes that a scan has seen alive are looked for here; a storm of orphans between two scans needs no memory.
                if (_reaped.Count == MostRemembered) _reaped.Dequeue();
                _reaped.Enqueue(new ReapedChild(info.Pid, own));
                if (info.Pid == Pid) _end = CommandEnd.FromStatus(status);
            }

            if (info.Pid == Pid) TellChange();
        }

        // No child is left, so no descendant can be handed over either.
        lock (_lock) _allEnded = true;
        TellChange();
    }

    private void TellChange()
    {
        lock (_lock)
        {
            if (!_over) _changed.Set();
        }
    }
}
