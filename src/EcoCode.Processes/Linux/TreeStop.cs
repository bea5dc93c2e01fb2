using EcoCode.Host;
using EcoCode.Processes.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Linux;

/// <summary>Ends a tree of processes: asks first, and forces later. Used by the thread that scans the tree.</summary>
/// <param name="proc">The /proc.</param>
/// <param name="tree">The tree.</param>
/// <param name="command">The command that EcoCode started, whose process group is asked as one; 0 for none.</param>
public sealed class TreeStop(PseudoFs proc, ProcessTree tree, int command)
{
    /// <summary>How many processes could not be signalled in the last round, because they are another user's.</summary>
    public int Refused { get; private set; }

    /// <summary>Sends SIGTERM to the tree, and SIGCONT, for stopped processes act on nothing before.</summary>
    /// <remarks>A process group of the command's own is signalled as a whole, so that what it forks meanwhile is reached as well. Mostly the group is EcoCode's.</remarks>
    public void Ask()
    {
        tree.Scan();
        int group = command > 0 && Libc.GetProcessGroupOf(command) is > 0 and var its && its != Libc.GetOwnProcessGroup() ? its : 0;
        foreach (int signal in (ReadOnlySpan<int>)[Signals.Terminate, Signals.Continue])
        {
            if (group > 0) _ = Libc.Kill(-group, signal);
            SendToAll(signal, except: group);
        }
    }

    /// <summary>Sends SIGKILL to all that live. To be called until none does: who was forked meanwhile is found by the next scan.</summary>
    public void Force()
    {
        tree.Scan();
        SendToAll(Signals.Kill, except: 0);
    }

    /// <summary>Sends a signal to one process, if it is still the one that was meant.</summary>
    /// <returns>0, or errno.</returns>
    public static int Send(PseudoFs proc, ProcessKey process, int signal)
    {
        using SafeFileHandle handle = PidFd.Open(process.Pid);

        // Whoever has the pid after the handle was opened is who the handle stands for, or the handle is of one that has ended.
        if (!ProcessIdentity.TryStarted(proc, process.Pid, out long started) || started != process.Started) return Libc.NoProcess;
        if (!handle.IsInvalid) return PidFd.Send(handle, signal);
        return Libc.Kill(process.Pid, signal) == 0 ? 0 : System.Runtime.InteropServices.Marshal.GetLastPInvokeError();
    }

    private void SendToAll(int signal, int except)
    {
        Refused = 0;
        if (!tree.SeesPids && except == 0 && command > 0) _ = Libc.Kill(command, signal);
        foreach (TreeProcess process in tree.Processes)
        {
            if (process.Exited || (except > 0 && Libc.GetProcessGroupOf(process.Key.Pid) == except)) continue;
            if (Send(proc, process.Key, signal) == Libc.NotPermitted) Refused++;
        }
    }
}
