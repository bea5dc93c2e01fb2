using EcoCode.Processes.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Linux;

/// <summary>Tells the moment at which running processes end, by pidfd and without polling.</summary>
public sealed class ProcessWatch : IDisposable
{
    private readonly List<SafeFileHandle> _handles = [];

    private ProcessWatch()
    {
    }

    /// <summary>Watches processes; sets the event at each end. Where the kernel has no pidfd (before 5.3) it never does, and the next scan finds out.</summary>
    public static ProcessWatch Start(IReadOnlyList<int> pids, EventWaitHandle ended)
    {
        ArgumentNullException.ThrowIfNull(pids);
        var watch = new ProcessWatch();
        foreach (int pid in pids)
        {
            SafeFileHandle handle = PidFd.Open(pid);
            if (handle.IsInvalid)
            {
                handle.Dispose();
                continue;
            }

            watch._handles.Add(handle);
            var thread = new Thread(() =>
            {
                PidFd.WaitForEnd(handle);
                ended.Set();
            }, 128 * 1024) { IsBackground = true, Name = "watch" };
            thread.Start();
        }

        return watch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafeFileHandle handle in _handles) handle.Dispose();
    }
}
