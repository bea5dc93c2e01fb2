using EcoCode.Host;
using EcoCode.Processes.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Linux;

/// <summary>Tells the moment at which running processes end, by pidfd and without polling.</summary>
public sealed class ProcessWatch : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Wakeup _ended;
    private volatile bool _hasEnded;
    private bool _over;

    private ProcessWatch(Wakeup ended) => _ended = ended;

    /// <summary>Whether one of them has ended.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Watches processes; sets the event at each end. Where the kernel has no pidfd (before 5.3) it never does, and the next scan finds out.</summary>
    public static ProcessWatch Start(IReadOnlyList<int> pids, Wakeup ended)
    {
        ArgumentNullException.ThrowIfNull(pids);
        var watch = new ProcessWatch(ended);
        foreach (int pid in pids)
        {
            SafeFileHandle handle = PidFd.Open(pid);
            if (handle.IsInvalid)
            {
                handle.Dispose();
                continue;
            }

            var thread = new Thread(() => watch.Await(handle), 128 * 1024) { IsBackground = true, Name = "watch" };
            thread.Start();
        }

        return watch;
    }

    /// <summary>The event is left alone from here on. The threads go on, each until its process ends.</summary>
    public void Dispose()
    {
        lock (_lock) _over = true;
    }

    private void Await(SafeFileHandle process)
    {
        using (process) PidFd.WaitForEnd(process);
        _hasEnded = true;
        lock (_lock)
        {
            if (!_over) _ended.Set();
        }
    }
}
