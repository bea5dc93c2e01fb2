using System.Runtime.InteropServices;
using EcoCode.Processes.Interop;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>A run of the program that no reaper started: it was there before whoever watches it, or has nothing to do with it.</summary>
internal sealed class Bystander : IDisposable
{
    private bool _reaped;

    private Bystander(int pid, ProgramPipes pipes) => (Pid, Pipes) = (pid, pipes);

    internal int Pid { get; }

    internal ProgramPipes Pipes { get; }

    internal static Bystander Start(params string[] words)
    {
        var pipes = new ProgramPipes();
        Assert.Equal(0, Launch.Start(CommandLine.Of([TreeProgram.Path, .. pipes.Words, .. words]), out int pid));
        pipes.CloseTheirs();
        return new Bystander(pid, pipes);
    }

    /// <summary>Waits until it has ended, and reaps it.</summary>
    internal CommandEnd End()
    {
        _reaped = true;
        return Reap(Pid);
    }

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

    /// <summary>Ends it and, since this process adopts orphans once it has had a reaper, all that it leaves behind.</summary>
    public void Dispose()
    {
        Pipes.Dispose();
        if (!_reaped) End();
        while (Libc.Wait4(-1, out _, 0, out _) > 0)
        {
        }
    }
}
