using System.Runtime.InteropServices;
using EcoCode.Processes.Interop;
using EcoCode.Processes.Linux;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>A run of the program that no reaper started: it was there before whoever watches it, or has nothing to do with it.</summary>
internal sealed class Bystander : IDisposable
{
    private static int s_present;

    private bool _reaped;

    private Bystander(int pid, ProgramPipes pipes) => (Pid, Pipes) = (pid, pipes);

    internal int Pid { get; }

    internal ProgramPipes Pipes { get; }

    internal static Bystander Start(params string[] words)
    {
        var pipes = new ProgramPipes();
        Assert.Equal(0, Launch.Start(CommandLine.Of([TreeProgram.Path, .. pipes.Words, .. words]), out int pid));
        pipes.CloseTheirs();
        s_present++;
        return new Bystander(pid, pipes);
    }

    /// <summary>Waits until it has ended, and reaps it.</summary>
    internal CommandEnd End()
    {
        _reaped = true;
        return Reap(Pid);
    }

    /// <summary>Waits until it has ended; nobody has waited for it then.</summary>
    internal void AwaitEnd()
    {
        using SafeFileHandle process = PidFd.Open(Pid);
        Assert.False(process.IsInvalid);
        PidFd.WaitForEnd(process);
    }

    /// <summary>Reaps it, which tells the CPU time of it and of all that it waited for.</summary>
    internal TimeSpan Use()
    {
        _reaped = true;
        Assert.Equal(Pid, Libc.Wait4(Pid, out _, 0, out Libc.ResourceUsage use));
        return use.CpuTime;
    }

    /// <summary>Leaves it to a reaper to wait for it.</summary>
    internal void Disown() => _reaped = true;

    internal void Kill() => Assert.Equal(0, Libc.Kill(Pid, 9));

    internal static CommandEnd Reap(int pid)
    {
        int got, status;
        do
        {
            got = Libc.Wait4(pid, out status, 0, out _);
        }
        while (got < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);

        Assert.Equal(pid, got);
        return CommandEnd.FromStatus(status);
    }

    /// <summary>Ends it and, with the last of them, the orphans that they have left behind: this process adopts those once it has had a reaper.</summary>
    public void Dispose()
    {
        Pipes.Dispose();
        if (!_reaped) End();
        if (--s_present > 0) return;
        while (Libc.Wait4(-1, out _, 0, out _) > 0)
        {
        }
    }
}
